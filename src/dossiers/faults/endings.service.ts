import { Injectable } from '@nestjs/common';
import { waive, type Waiver } from '../../domain/dossier/acts/breach.js';
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
import { FaultsRepository } from './faults.repository.js';

/** What else happens in the transaction that ends an obligation; awaits nothing but `tx`. */
export type Also = (tx: Tx) => Promise<void>;

/** Obligations that end without a letter of ours: waived, or settled by the agency at fault. */
@Injectable()
export class EndingsService {
  constructor(
    private readonly database: Database,
    private readonly runner: ActRunner,
    private readonly repository: DossiersRepository,
    private readonly faults: FaultsRepository,
    private readonly breaches: BreachService,
  ) {}

  /**
   * A leader lets the letter of an obligation go.
   *
   * @throws DomainError as `waive`; `request.invalid` for a proof that is no file of the dossier
   */
  waive(request: Request, waiver: Waiver, also: Also): Promise<Outcome> {
    return this.end(request, also, async (dossier, context) => {
      await this.requireFile(dossier, waiver.proof);
      return waive(dossier, context, waiver);
    });
  }

  /** The agency at fault is asked for its letter. Throws as `askOutside`. */
  askOutside(request: Request, obligationId: string, also: Also): Promise<Outcome> {
    return this.end(request, also, (dossier, context) => askOutside(dossier, context, obligationId));
  }

  /**
   * Its letter has come.
   *
   * @throws DomainError as `recordOutside`; `request.invalid` for a scan that is no file of the dossier
   */
  recordOutside(request: Request, obligationId: string, letter: OutsideLetter, also: Also): Promise<Outcome> {
    return this.end(request, also, async (dossier, context) => {
      await this.requireFile(dossier, letter.proof);
      const late = context.owed?.find(({ id }) => id === obligationId)?.cause === 'late';
      const timely = late ? await this.breaches.isTimely(dossier, startOfDay(letter.date)) : null;
      return recordOutside(dossier, context, { obligationId, letter, timely });
    });
  }

  private end(
    request: Request,
    also: Also,
    act: (dossier: Dossier, context: ActContext) => Decision | Promise<Decision>,
  ): Promise<Outcome> {
    return this.runner.performWith(request, async (dossier, context) => {
      const owed = await this.repository.owed(this.database, dossier.id);
      return { decision: await act(dossier, { ...context, owed }), also };
    });
  }

  private async requireFile(dossier: Dossier, hash: string | null): Promise<void> {
    if (hash === null || (await this.faults.hasFile(this.database, dossier.id, hash))) return;
    const message = 'Chưa có tệp này trong hồ sơ; xin đính kèm bản chụp trước';
    throw new DomainError('request.invalid', message, {}, [{ field: 'proof', message }]);
  }
}
