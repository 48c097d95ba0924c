import { Inject, Injectable, Logger } from '@nestjs/common';
import { toIso, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { addUp, checkpointMac, sealOf, type Checkpoint, type SealedHead } from './seal.js';
import { RowSealsService } from './row-seals.service.js';
import { SealsRepository, type Grown } from './seals.repository.js';

const BATCH = 200;

export interface SealRun {
  sealed: number;
  /** histories that are not the ones sealed before: `verify` names what happened to them */
  refused: number;
}

/**
 * Puts the ends of histories under our key and adds them up in a chain of checkpoints. What was sealed once is only
 * sealed again when its history still holds the link of the old seal: a history that was rewritten, or lost its end,
 * keeps the seal that gives it away.
 *
 * Source: architecture, history proves itself; docs/decisions/0011.
 */
@Injectable()
export class SealsService {
  private readonly log = new Logger(SealsService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly repository: SealsRepository,
    private readonly keys: Keys,
    private readonly rows: RowSealsService,
  ) {}

  /** Seals what grew since the last time, in batches of a transaction each; safe to kill and to run anywhere. */
  async seal(): Promise<SealRun> {
    const run: SealRun = { sealed: 0, refused: 0 };
    let afterId = '';
    for (;;) {
      const at = toIso(this.clock.now());
      const from = afterId;
      const batch = await this.transactor.run(async (tx) => {
        const grown = await this.repository.grown(tx, from, BATCH);
        const fit = grown.filter((one) => this.mayBeSealed(one));
        const heads = fit.map((head) => this.sealed(head));
        if (heads.length > 0) {
          const last = await this.repository.last(tx);
          await this.repository.keep(tx, heads, this.next(last, fit, heads, at));
        }
        return { lastId: grown.at(-1)?.dossierId, seen: grown.length, sealed: heads.length };
      });
      run.sealed += batch.sealed;
      run.refused += batch.seen - batch.sealed;
      if (batch.lastId === undefined || batch.seen < BATCH) break;
      afterId = batch.lastId;
    }
    await this.rows.seal();
    if (run.refused > 0) this.log.error(`${String(run.refused)} histories are not as they were sealed: run verify`);
    return run;
  }

  private mayBeSealed({ before, linkThere, code, eventSeq }: Grown): boolean {
    if (before === null) return true;
    const { seal, ...head } = before;
    return (
      seal === sealOf(head, this.keys) &&
      linkThere === head.chainHash &&
      code === head.code &&
      eventSeq >= head.eventSeq
    );
  }

  private sealed({ dossierId, code, eventSeq, chainHash }: Grown): SealedHead {
    const head = { dossierId, code, eventSeq, chainHash };
    return { ...head, seal: sealOf(head, this.keys) };
  }

  private next(last: Checkpoint, grown: readonly Grown[], heads: readonly SealedHead[], at: string): Checkpoint {
    const old = grown.map(({ before }) => before).filter((head) => head !== null);
    const added = heads.reduce((sum, { eventSeq }) => sum + eventSeq, 0);
    const taken = old.reduce((sum, { eventSeq }) => sum + eventSeq, 0);
    const next = {
      no: last.no + 1,
      at,
      dossiers: last.dossiers + heads.length - old.length,
      events: last.events + added - taken,
      rowsDigest: last.rowsDigest,
      digest: addUp(last.digest, heads.map(({ seal }) => seal), old.map(({ seal }) => seal)), // prettier-ignore
    };
    return { ...next, mac: checkpointMac(next, last.mac, this.keys) };
  }
}
