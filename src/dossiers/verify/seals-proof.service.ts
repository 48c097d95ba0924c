import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Keys, sameSecret } from '../../platform/keys/keys.js';
import type { Report } from './finding.js';
import { addUp, BEFORE_ALL, checkpointMac, sealOf, type Checkpoint } from './seal.js';
import { SealsRepository, type SealInPlace } from './seals.repository.js';

const PAGE = 500;
/** Times the seals are added up again because a checkpoint was made meanwhile. */
const TRIES = 5;

interface Sum {
  dossiers: number;
  events: number;
  digest: string;
}

/** Are the seals ours, do they fit the histories, and do they add up to what the last checkpoint says? */
@Injectable()
export class SealsProofService {
  constructor(
    private readonly database: Database,
    private readonly repository: SealsRepository,
    private readonly keys: Keys,
  ) {}

  /**
   * @param kept number and seal of a checkpoint that somebody wrote down outside the database; it must still be there
   * @returns the last checkpoint, to be written down in its turn
   */
  async prove(report: Report, kept: Pick<Checkpoint, 'no' | 'mac'> | null = null): Promise<Checkpoint> {
    for (let tries = 1; ; tries += 1) {
      const held: Parameters<Report>[0][] = [];
      const last = await this.proveCheckpoints((finding) => held.push(finding), kept);
      const sum = await this.addUpSeals((finding) => held.push(finding));
      const moved = (await this.repository.last(this.database)).no !== last.no;
      if (moved && tries < TRIES) continue;
      if (!moved && !sameSum(sum, last)) {
        held.push({ dossier: null, table: 'history_checkpoint', key: String(last.no), column: 'digest', fault: 'sum' });
      }
      held.forEach(report);
      return last;
    }
  }

  private async proveCheckpoints(report: Report, kept: Pick<Checkpoint, 'no' | 'mac'> | null): Promise<Checkpoint> {
    let last = BEFORE_ALL;
    let found = kept === null;
    for (;;) {
      const page = await this.repository.checkpoints(last.no, PAGE);
      for (const checkpoint of page) {
        const { mac, ...rest } = checkpoint;
        if (checkpoint.no !== last.no + 1 || !sameSecret(mac, checkpointMac(rest, last.mac, this.keys))) {
          report({
            dossier: null,
            table: 'history_checkpoint',
            key: String(checkpoint.no),
            column: null,
            fault: 'checkpoint',
          });
        }
        found ||= checkpoint.no === kept?.no && sameSecret(mac, kept.mac);
        last = checkpoint;
      }
      if (page.length < PAGE) break;
    }
    if (!found) {
      report({ dossier: null, table: 'history_checkpoint', key: String(kept?.no), column: 'mac', fault: 'checkpoint' });
    }
    return last;
  }

  private async addUpSeals(report: Report): Promise<Sum> {
    const sum: Sum = { dossiers: 0, events: 0, digest: BEFORE_ALL.digest };
    let afterId = '';
    for (;;) {
      const page = await this.repository.page(afterId, PAGE);
      for (const one of page) this.proveSeal(one, report);
      sum.dossiers += page.length;
      sum.events += page.reduce((total, { eventSeq }) => total + eventSeq, 0);
      sum.digest = addUp(sum.digest, page.map(({ seal }) => seal)); // prettier-ignore
      const last = page.at(-1);
      if (!last || page.length < PAGE) return sum;
      afterId = last.dossierId;
    }
  }

  private proveSeal({ seal, linkThere, stands, ...head }: SealInPlace, report: Report): void {
    const place = { dossier: head.code, column: null };
    if (!sameSecret(seal, sealOf(head, this.keys))) {
      report({ ...place, table: 'sealed_head', key: head.dossierId, fault: 'seal' });
    } else if (!stands) {
      report({ ...place, table: 'dossier', key: head.dossierId, fault: 'dossier_gone' });
    } else if (linkThere === null) {
      report({ ...place, table: 'dossier_event', key: String(head.eventSeq), fault: 'cut_off' });
    } else if (linkThere !== head.chainHash) {
      report({ ...place, table: 'dossier_event', key: String(head.eventSeq), fault: 'rewritten' });
    }
  }
}

function sameSum(sum: Sum, last: Checkpoint): boolean {
  return sum.dossiers === last.dossiers && sum.events === last.events && sum.digest === last.digest;
}
