import { Injectable } from '@nestjs/common';
import { waive, type Waiver } from '../../domain/dossier/acts/breach.js';
import { withFile } from '../../domain/dossier/acts/work.js';
import { askOutside, recordOutside } from '../../domain/dossier/acts/outside.js';
import type { ActContext, Decision, OutsideLetter } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { startOfDay } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/sql.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';
import { BreachService } from '../breach.service.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { newId } from '../../platform/ids/new-id.js';
import { DossierFilesService } from '../processing/dossier-files.service.js';
import type { Scan } from '../processing/scan.js';
import { FaultsRepository } from './faults.repository.js';

/** What else happens in the transaction that ends an obligation; awaits nothing but `tx`. */
export type Also = (tx: Tx) => Promise<void>;

/** What else happens with it, and what is shown for it. */
export interface How {
  readonly also: Also;
  readonly scan: Scan | null;
}

/** Obligations that end without a letter of ours: waived, or settled by the agency at fault. */
@Injectable()
export class EndingsService {
  constructor(
    private readonly database: Database,
    private readonly runner: ActRunner,
    private readonly repository: DossiersRepository,
    private readonly faults: FaultsRepository,
    private readonly breaches: BreachService,
    private readonly files: DossierFilesService,
  ) {}

  /**
   * A leader lets the letter of an obligation go.
   *
   * @throws DomainError as `waive`; `request.invalid` for a proof that is no file of the dossier
   */
  waive(request: Request, waiver: Waiver, how: How): Promise<Outcome> {
    return this.end(request, how, async (dossier, context, scanned) => {
      await this.requireFile(dossier, waiver.proof);
      return waive(dossier, context, { ...waiver, proof: scanned ?? waiver.proof });
    });
  }

  /** The agency at fault is asked for its letter. Throws as `askOutside`. */
  askOutside(request: Request, obligationId: string, also: Also): Promise<Outcome> {
    return this.end(request, { also, scan: null }, (dossier, context) => askOutside(dossier, context, obligationId));
  }

  /**
   * Its letter has come.
   *
   * @throws DomainError as `recordOutside`; `request.invalid` for a scan that is no file of the dossier
   */
  recordOutside(request: Request, obligationId: string, given: OutsideLetter, how: How): Promise<Outcome> {
    return this.end(request, how, async (dossier, context, scanned) => {
      const letter = { ...given, proof: scanned ?? given.proof };
      await this.requireFile(dossier, given.proof);
      const late = context.owed?.find(({ id }) => id === obligationId)?.cause === 'late';
      const timely = late ? await this.breaches.isTimely(dossier, startOfDay(letter.date)) : null;
      return recordOutside(dossier, context, { obligationId, letter, timely });
    });
  }

  private end(
    request: Request,
    { also, scan }: How,
    act: (dossier: Dossier, context: ActContext, scanned: string | null) => Decision | Promise<Decision>,
  ): Promise<Outcome> {
    return this.runner.performWith(request, async (dossier, context) => {
      const told = { ...context, owed: await this.repository.owed(this.database, dossier.id) };
      const plain = await act(dossier, told, null);
      if (scan === null) return { decision: plain, also };
      // Asked before the bytes are kept: a refused act leaves nothing behind.
      const stored = await this.files.keep(scan.content);
      const { hash: fileHash, mediaType: contentType, bytes } = stored;
      const decision = withFile(await act(dossier, told, fileHash), told, {
        id: newId(told.at),
        fileHash,
        contentType,
        name: scan.name,
        bytes,
      });
      return {
        decision,
        also: async (tx) => {
          await this.files.record(tx, stored, told.at);
          await also(tx);
        },
      };
    });
  }

  private async requireFile(dossier: Dossier, hash: string | null): Promise<void> {
    if (hash === null || (await this.faults.hasFile(this.database, dossier.id, hash))) return;
    const message = 'Chưa có tệp này trong hồ sơ; xin đính kèm bản chụp trước';
    throw new DomainError('request.invalid', message, {}, [{ field: 'proof', message }]);
  }
}
