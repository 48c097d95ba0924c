import { Injectable } from '@nestjs/common';
import { requireDesk } from '../../domain/dossier/acts/permission.js';
import type { Result } from '../../domain/dossier/acts/settle.js';
import { next } from '../../domain/dossier/transitions.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import type { Request } from '../act-runner.js';
import { ActsService } from '../acts.service.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { ReadyNotices } from '../notices/ready-notices.service.js';
import { DossierFilesService } from '../processing/dossier-files.service.js';

export interface Scan {
  readonly name: string;
  readonly content: Buffer;
}

/** A result reaches the desk: its scan first, then its place; and only then the citizen is told. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly files: DossierFilesService,
    private readonly acts: ActsService,
    private readonly ready: ReadyNotices,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Each scan stands in the history by itself: when one is refused, those before it stay, and nothing is finished.
   *
   * @throws DomainError as `attach` and `complete`; what `complete` would refuse is refused before a scan is kept
   */
  async receive({ code, by, ifMatch, write }: Request, result: Result, scans: readonly Scan[]): Promise<void> {
    const known = await this.idempotency.lookUp(this.idempotency.part(write, 'complete'));
    if (known !== null) return;
    const dossier = await this.dossiers.visible(code, by);
    next(dossier, 'complete');
    requireDesk(dossier, by);
    let seen = ifMatch;
    for (const [i, { name, content }] of scans.entries()) {
      const part = this.idempotency.part(write, `scan ${String(i)}`);
      const { replayed } = await this.files.attach({ code, by, ifMatch: seen, write: part }, name, content);
      // What was seen before has changed by our own hand.
      seen = replayed || seen === null ? null : seen + 1;
    }
    await this.acts.complete({ code, by, ifMatch: seen, write: this.idempotency.part(write, 'complete') }, result);
  }

  /** What to say to the citizen, to be copied; null unless a result of this dossier waits at the desk. */
  async message(code: string, by: Request['by']): Promise<string | null> {
    return this.ready.text(await this.dossiers.visible(code, by));
  }
}
