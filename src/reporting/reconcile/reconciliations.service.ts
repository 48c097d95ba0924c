import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { parsePeriod } from '../../domain/kpi/period.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { addDays, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Format } from '../../platform/files/file-format.js';
import { Uploads } from '../../platform/files/uploads.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ReportScopeService } from '../report-scope.service.js';
import { DifferencesRepository, type DifferenceFilter, type NumberedDifference } from './differences.repository.js';
import { ReconciliationKeeper } from './reconciliation-keeper.js';
import type { Reconciliation, ReconcileKind } from './reconciliation.js';

/** As much as a register that is imported may have. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Differences of one read while they are written to a file. */
const AT_ONCE = 500;

export interface NewReconciliation {
  readonly kind: ReconcileKind;
  /** code of a reporting period */
  readonly period: string;
  readonly format: Format;
  /** null: the actor's own */
  readonly unitCode: string | null;
  /** the day the other system made it; null: today */
  readonly takenOn: PlainDate | null;
  readonly twoClasses: boolean;
}

/** What another system says comes in here; the job compares it. */
@Injectable()
export class ReconciliationsService {
  constructor(
    private readonly keeper: ReconciliationKeeper,
    private readonly differences: DifferencesRepository,
    private readonly scopes: ReportScopeService,
    private readonly uploads: Uploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a list or a sheet as it arrives. It is compared by the job.
   *
   * @param describe how the request may be repeated, once it is known what came
   * @throws DomainError `auth.forbidden`, `not_found` (unit), `request.too_large`, `request.malformed`,
   *   `idempotency.key_reused`; `request.invalid` for a period that is none, a day to come, a file that is no table
   */
  async receive(
    by: Actor,
    asked: NewReconciliation,
    body: Readable,
    describe: (hash: string) => IdempotentWrite | null = () => null,
  ): Promise<Outcome> {
    const { unit } = await this.scopes.of(by, asked.unitCode);
    const { code, from, to } = parsePeriod(asked.period);
    const { format, kind, twoClasses } = asked;
    if (format === 'ndjson') throw invalid('file', 'Cần tệp Excel (.xlsx) hoặc CSV');
    const createdAt = this.clock.now();
    const takenAt = madeAt(asked.takenOn, createdAt);
    const id = newId(createdAt);
    const { hash: fileHash, bytes } = await this.uploads.receive(id, body, MAX_BYTES);
    const file: Reconciliation = {
      ...{ id, unitCode: unit.code, kind, period: { code, from, to }, takenAt, twoClasses, format, fileHash, bytes },
      ...{ state: 'received', fault: null, faultWhere: null, rowsRead: 0, rowsSame: 0, cells: null },
      ...{ createdAt, createdBy: by.username, finishedAt: null },
    };
    try {
      const outcome = await this.keeper.add(file, describe(fileHash));
      if (outcome.replayed) await this.uploads.forget(id);
      return outcome;
    } catch (error) {
      await this.uploads.forget(id);
      throw error;
    }
  }

  /** @throws DomainError `not_found`, also for those of units out of reach */
  async find(id: string, by: Actor): Promise<Reconciliation> {
    const file = /^[0-9a-f-]{36}$/.test(id) ? await this.keeper.find(id) : null;
    const { unitCodes } = await this.scopes.of(by, null);
    if (file && unitCodes.includes(file.unitCode)) return file;
    throw new DomainError('not_found', 'there is no such comparison');
  }

  /** Of the units within reach, the newest first. @param before id of the last one seen */
  async page(by: Actor, before: string | null, limit: number): Promise<Reconciliation[]> {
    const { unitCodes } = await this.scopes.of(by, null);
    return this.keeper.page(unitCodes, before, limit);
  }

  /** @throws DomainError `not_found`, `conflict.closed` when it has ended */
  async cancel(id: string, by: Actor, write: IdempotentWrite | null): Promise<void> {
    await this.keeper.cancel(await this.find(id, by), by.username, write);
    await this.uploads.forget(id);
  }

  /** How many dossiers each rule explains, of one cell of a sheet or of all. */
  counts({ id }: Reconciliation, cell: string | null): ReturnType<DifferencesRepository['counts']> {
    return this.differences.counts(id, cell);
  }

  /** How many dossiers are named for each cell of a sheet; nothing of a list. */
  async named({ id, kind }: Reconciliation): Promise<ReadonlyMap<string, number>> {
    return kind === 'form' ? this.differences.byCell(id) : new Map<string, number>();
  }

  /** @param after number the page begins after */
  rows({ id }: Reconciliation, filter: DifferenceFilter, after: number, limit: number): Promise<NumberedDifference[]> {
    return this.differences.page(id, filter, after, limit);
  }

  /** Every difference in its order. */
  async *all(file: Reconciliation, filter: DifferenceFilter): AsyncGenerator<NumberedDifference> {
    for (let after = 0; ;) {
      const rows = await this.rows(file, filter, after, AT_ONCE);
      yield* rows;
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)?.no ?? after;
    }
  }
}

/** The end of the day on which it was made, never after now. @throws DomainError `request.invalid` for a day to come */
function madeAt(day: PlainDate | null, now: Instant): Instant {
  if (day === null) return now;
  if (startOfDay(day) > now) throw invalid('takenOn', 'Ngày này chưa tới');
  return Math.min(startOfDay(addDays(day, 1)) - 1, now) as Instant;
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'cannot be compared', {}, [{ field, message }]);
}
