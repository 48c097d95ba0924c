import { Injectable } from '@nestjs/common';
import { FileStore } from '../../platform/files/file-store.js';
import { proveChain, provePayloads } from './chain-proof.js';
import { fileFault } from './file-fault.js';
import type { Finding, Report } from './finding.js';
import { proveFold } from './fold-proof.js';
import { proveLatch } from './latch-proof.js';
import { SealsRepository } from './seals.repository.js';
import { proveStanding } from './standing-proof.js';
import { VerifyRepository, type Whole } from './verify.repository.js';

const PAGE = 100;
/** Times a dossier is looked at again before anything is said of it: an act may fall between two reads. */
const LOOKS = 3;

/** Columns that name a stored file. */
const FILES = [
  ['dossier_file', 'fileHash'],
  ['obligation', 'waiverProof'],
  ['obligation', 'outsideProof'],
] as const;

export interface Progress {
  readonly seen: number;
  readonly of: number;
}

/** Goes through all histories, a page at a time, and names whatever is not as it was written. It changes nothing. */
@Injectable()
export class VerifyService {
  constructor(
    private readonly repository: VerifyRepository,
    private readonly seals: SealsRepository,
    private readonly files: FileStore,
  ) {}

  /** @returns how many dossiers were looked at */
  async prove(report: Report, progress: (made: Progress) => void = () => undefined): Promise<number> {
    const of = await this.repository.count();
    let [seen, afterId] = [0, ''];
    for (;;) {
      const ids = await this.repository.idsAfter(afterId, PAGE);
      const suspect = await this.suspects(ids);
      for (const id of suspect) (await this.lookAgain(id)).forEach(report);
      seen += ids.length;
      progress({ seen, of });
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) break;
      afterId = last;
    }
    for (const { table, dossierId } of await this.repository.orphans()) {
      report({ dossier: null, table, key: dossierId, column: 'dossierId', fault: 'orphan' });
    }
    for (const { code, seq } of await this.repository.strayPayloads()) {
      report({ dossier: code, table: 'dossier_event_payload', key: String(seq), column: null, fault: 'unvouched' });
    }
    return seen;
  }

  /** Everything wrong with one dossier as it is read now. */
  async faultsOf(dossierId: string): Promise<Finding[]> {
    const found = await this.faults(await this.repository.wholes([dossierId]), await this.seals.unsealed([dossierId]));
    return [...found.values()].flat();
  }

  private async suspects(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const found = await this.faults(await this.repository.wholes(ids), await this.seals.unsealed(ids));
    return [...found].filter(([, faults]) => faults.length > 0).map(([id]) => id);
  }

  private async lookAgain(id: string): Promise<Finding[]> {
    let found: Finding[] = [];
    for (let look = 1; look <= LOOKS; look += 1) {
      found = await this.faultsOf(id);
      if (found.length === 0) return [];
    }
    return found;
  }

  private async faults(wholes: readonly Whole[], unsealed: ReadonlySet<string>): Promise<Map<string, Finding[]>> {
    const found = new Map<string, Finding[]>();
    for (const whole of wholes) {
      const own: Finding[] = [];
      const id = whole.dossier['id'] as string;
      proveWhole(whole, (finding) => own.push(finding));
      if (unsealed.has(id)) {
        const dossier = whole.dossier['code'] as string;
        own.push({ dossier, table: 'sealed_head', key: id, column: null, fault: 'unsealed' });
      }
      await this.proveFiles(whole, (finding) => own.push(finding));
      found.set(id, own);
    }
    return found;
  }

  /** What was attached is in the store, byte for byte; of forgotten people nothing is expected any more. */
  private async proveFiles({ dossier, books }: Whole, report: Report): Promise<void> {
    if (dossier['erasedAt'] !== null) return;
    for (const [table, column] of FILES) {
      for (const row of books[table] ?? []) {
        const hash = row[column] as string | null;
        const fault = hash === null ? null : await fileFault(this.files, hash);
        if (fault === null) continue;
        report({ dossier: dossier['code'] as string, table, key: row['id'] as string, column, fault });
      }
    }
  }
}

function proveWhole({ dossier, events, books }: Whole, report: Report): void {
  proveChain(dossier, events, report);
  provePayloads(dossier, events, report);
  proveFold(dossier, books, events, report);
  proveLatch(dossier['code'] as string, events, report);
  proveStanding(dossier, books, report);
}
