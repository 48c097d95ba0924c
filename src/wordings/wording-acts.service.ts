import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, type Actor } from '../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import { Transactor } from '../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { translator } from '../platform/templates/i18n.js';
import { UnitsService } from '../units/units.service.js';
import { faultText } from './wording-fault.js';
import { WordingNotes } from './wording-notes.js';
import { rulesOf } from './wording-rules.js';
import type { WordingKind } from './wording-kinds.js';
import { WORDINGS_REVISION, WordingsRepository } from './wordings.repository.js';
import { WordingTrials } from './wording-trials.js';

export interface NewWording {
  readonly kind: WordingKind;
  readonly unitCode: string;
  /** the only procedure it is for; left out: all of them */
  readonly procedureCode?: string | null;
  /** today or later: what papers said on earlier days stays what they said */
  readonly validFrom: PlainDate;
  /** as typed */
  readonly text: string;
}

/** Writing a wording: it is checked, kept beside all earlier ones, and audited. */
@Injectable()
export class WordingActsService {
  constructor(
    private readonly transactor: Transactor,
    private readonly wordings: WordingsRepository,
    private readonly trials: WordingTrials,
    private readonly units: UnitsService,
    private readonly notes: WordingNotes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A new wording of the unit; going back to an earlier one is a new one with its text.
   *
   * @returns its id
   * @throws DomainError `auth.forbidden` (not an administrator of the unit or of one above), `not_found` (the unit),
   *   `request.invalid` with one error a fault
   */
  async write(wording: NewWording, by: Actor, write: IdempotentWrite | null = null): Promise<Outcome> {
    const { kind, unitCode, validFrom, text, procedureCode = null } = wording;
    await this.units.unit(unitCode);
    if (!(await this.mayWrite(by, unitCode))) throw new DomainError('auth.forbidden', 'not for this unit');
    const at = this.clock.now();
    const { source, faults } = await this.trials.check(kind, text);
    const errors: FieldError[] = faults.map((fault) => ({
      field: 'text',
      message: faultText(fault, translator('vi')),
    }));
    if (validFrom < localDate(at)) errors.push(PAST);
    if (procedureCode !== null && !rulesOf(kind).byProcedure) errors.push(NOT_BY_PROCEDURE);
    if (errors.length > 0) throw new DomainError('request.invalid', 'the wording is not acceptable', {}, errors);
    const id = newId(at);
    const sha256 = createHash('sha256').update(source).digest('hex');
    return this.notes.once(write, async () => {
      await this.transactor.run(async (tx) => {
        await lockRevision(tx, WORDINGS_REVISION);
        const before = (await this.wordings.all(tx)).filter((one) => one.unitCode === unitCode && one.kind === kind);
        const version = 1 + Math.max(0, ...before.map((one) => one.version));
        const head = { id, unitCode, kind, procedureCode, version, validFrom };
        const made = { ...head, source, sha256, by: by.username, recordedAt: at };
        await this.wordings.add(tx, made);
        await this.notes.record(tx, made, write);
        await raiseRevision(tx, WORDINGS_REVISION);
      });
      return id;
    });
  }

  /** Administrators of the unit, or of one above it. */
  async mayWrite(by: Actor, unitCode: string): Promise<boolean> {
    return hasRole(by, 'admin') && mayActFor(by, unitCode, await this.units.ancestors(unitCode));
  }
}

const NOT_BY_PROCEDURE: FieldError = { field: 'procedure', message: 'Câu này dùng chung cho mọi thủ tục' };
const PAST: FieldError = { field: 'validFrom', message: 'Đã in ra thì không sửa lại: bắt đầu từ hôm nay trở đi' };
