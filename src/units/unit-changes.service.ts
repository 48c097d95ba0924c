import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, type Actor } from '../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { changedUnit, differences, heldBefore, type ChangedFacts, type RecordedChange } from './unit-changes.js';
import { unitFaults } from './unit-faults.js';
import { UnitTree } from './unit-tree.js';
import type { Unit } from './unit.js';
import { UNITS_REVISION, UnitsRepository } from './units.repository.js';

/** What a unit is to become, and from which day. */
export interface PlannedChange {
  readonly validFrom: PlainDate;
  readonly changes: ChangedFacts;
  /** the decision behind it, as papers name it */
  readonly reason: string | null;
}

/**
 * Units over time: they are renamed, moved and closed from a day on, and what they were before stays on record. A day
 * that has come holds at once, a later one waits. Dossiers stay where they were received.
 */
@Injectable()
export class UnitChangesService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly units: UnitsRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The latest day first, those that wait and those that were called off among them. */
  of(unitCode: string): Promise<RecordedChange[]> {
    return this.units.changes(this.database, unitCode);
  }

  /**
   * @returns the id of the change
   * @throws DomainError `not_found`, `auth.forbidden` outside one's part of the tree, `request.invalid`
   */
  async plan(code: string, planned: PlannedChange, by: Actor, write: IdempotentWrite | null = null): Promise<string> {
    const at = this.clock.now();
    const id = newId(at);
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, UNITS_REVISION);
      const tree = new UnitTree(await this.units.all(tx));
      const unit = tree.get(code);
      demandMayChange(by, planned.changes, unit, tree);
      const changes = differences(unit, planned.changes);
      const recorded = await this.units.changes(tx, code);
      const errors = [...planFaults(planned, changes, unit, recorded), ...treeFaults(unit, changes, tree)];
      if (errors.length > 0) throw new DomainError('request.invalid', 'the change is not acceptable', {}, errors);
      await this.idempotency.remember(tx, write, id, at);
      const holds = planned.validFrom <= localDate(at) || onlyEnds(changes);
      const { validFrom, reason } = planned;
      const past = holds ? { before: heldBefore(unit, changes), appliedAt: at } : { before: null, appliedAt: null };
      const record = { id, unitCode: code, validFrom, changes, reason, by: by.username, recordedAt: at };
      await this.units.addChange(tx, { ...record, ...past, cancelledAt: null });
      if (holds) await this.units.write(tx, [changedUnit(unit, changes)]);
      const names = Object.keys(changes).join(' ');
      const action = `${holds ? 'unit.changed' : 'unit.change_planned'}: ${names}`;
      await this.note(tx, { at, actor: by.username, action, code, reason: `${validFrom} ${reason ?? ''}`.trim() });
    });
    return id;
  }

  /** Takes back what has not come to pass yet. @throws DomainError `not_found`, `auth.forbidden`, `conflict.closed` */
  async cancel(id: string, by: Actor, write: IdempotentWrite | null = null): Promise<string> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, UNITS_REVISION);
      const change = await this.units.change(tx, id);
      if (!change) throw new DomainError('not_found', 'there is no such change');
      const tree = new UnitTree(await this.units.all(tx));
      demandMayChange(by, change.changes, tree.get(change.unitCode), tree);
      await this.idempotency.remember(tx, write, id, at);
      if (!(await this.units.cancelled(tx, id, at))) throw new DomainError('conflict.closed', 'it holds already');
      const action = 'unit.change_cancelled';
      await this.note(tx, { at, actor: by.username, action, code: change.unitCode, reason: change.validFrom });
    });
    return id;
  }

  /**
   * Lets hold what was planned for a day that has come. What does not fit the tree any more is called off, on record.
   *
   * @returns how many came to hold
   */
  async applyDue(): Promise<number> {
    const at = this.clock.now();
    let applied = 0;
    for (const { id } of await this.units.due(this.database, localDate(at))) {
      if (await this.transactor.run((tx) => this.apply(tx, id, at))) applied += 1;
    }
    return applied;
  }

  private async apply(tx: Tx, id: string, at: Instant): Promise<boolean> {
    await lockRevision(tx, UNITS_REVISION);
    const change = await this.units.change(tx, id);
    if (!change || change.appliedAt !== null || change.cancelledAt !== null) return false;
    const tree = new UnitTree(await this.units.all(tx));
    const unit = tree.get(change.unitCode);
    const [fault] = treeFaults(unit, change.changes, tree);
    const entry = { at, actor: 'system', code: unit.code };
    if (fault) {
      await this.units.cancelled(tx, id, at);
      await this.note(tx, { ...entry, action: 'unit.change_refused', reason: `${fault.field}: ${fault.message}` });
      return false;
    }
    await this.units.applied(tx, id, heldBefore(unit, change.changes), at);
    await this.units.write(tx, [changedUnit(unit, change.changes)]);
    await this.note(tx, { ...entry, action: 'unit.change_applied', reason: change.validFrom });
    return true;
  }

  private async note(
    tx: Tx,
    { code, action, ...entry }: { at: Instant; actor: string; action: string; code: string; reason: string },
  ): Promise<void> {
    await this.audit.record(tx, { ...entry, action: action.slice(0, 60), subject: `unit:${code}` });
    await raiseRevision(tx, UNITS_REVISION);
  }
}

function demandMayChange(by: Actor, changes: ChangedFacts, unit: Unit, tree: UnitTree): void {
  const parent = changes.parentCode;
  const reached = [unit.code, ...(parent && tree.find(parent) ? [parent] : [])];
  if (hasRole(by, 'admin') && reached.every((code) => mayActFor(by, code, tree.ancestors(code)))) return;
  throw new DomainError('auth.forbidden', 'not for this unit');
}

/** What holds from a later day on is not written over from an earlier one. */
function planFaults(
  { validFrom }: PlannedChange,
  changes: ChangedFacts,
  unit: Unit,
  recorded: readonly RecordedChange[],
): FieldError[] {
  if (Object.keys(changes).length === 0) return [{ field: 'validFrom', message: 'Chưa có gì thay đổi' }];
  if (validFrom < unit.validFrom) return [{ field: 'validFrom', message: `Đơn vị có từ ngày ${unit.validFrom}` }];
  const later = recorded.find(
    (one) =>
      one.cancelledAt === null && one.validFrom > validFrom && Object.keys(one.changes).some((name) => name in changes),
  );
  return later ? [{ field: 'validFrom', message: `Đã có thay đổi từ ngày ${later.validFrom}` }] : [];
}

/** The unit as it would be, among the others; who ends leaves nobody behind. */
function treeFaults(unit: Unit, changes: ChangedFacts, tree: UnitTree): FieldError[] {
  const after = changedUnit(unit, changes);
  const others = tree.units.filter(({ code }) => code !== unit.code);
  const faults = unitFaults(after, new UnitTree([...others, after]));
  const { validTo } = after;
  if (!('validTo' in changes) || validTo === null) return faults;
  const stays = ({ validTo: end }: Unit): boolean => end === null || end > validTo;
  const left = others.filter((one) => one.parentCode === unit.code && stays(one));
  if (left.length > 0) faults.push({ field: 'validTo', message: `Còn đơn vị trực thuộc: ${namesOf(left)}` });
  const served = others.filter((one) => one.deskUnitCode === unit.code && stays(one));
  if (served.length > 0) faults.push({ field: 'validTo', message: `Còn tiếp nhận thay cho: ${namesOf(served)}` });
  const successor = changes.successorCode ? tree.find(changes.successorCode) : unit;
  if (!successor || (successor !== unit && !stays(successor)) || changes.successorCode === unit.code) {
    faults.push({ field: 'successorCode', message: 'Chọn một đơn vị còn hoạt động' });
  }
  return faults;
}

/** An end is a date of its own: it is written down when it is known. */
function onlyEnds(changes: ChangedFacts): boolean {
  return Object.keys(changes).every((name) => name === 'validTo' || name === 'successorCode');
}

function namesOf(units: readonly Unit[]): string {
  return units
    .map(({ shortName }) => shortName)
    .join(', ')
    .slice(0, 200);
}
