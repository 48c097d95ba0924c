import { Inject, Injectable } from '@nestjs/common';
import { mayActFor, hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { lockRevision, raiseRevision, RevisedCache } from '../platform/database/revised-cache.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { differences, heldBefore } from './unit-changes.js';
import { unitFaults } from './unit-faults.js';
import {
  recordInForce,
  settingFault,
  settingIsSetBy,
  settingValue,
  type SettingKey,
  type SettingRecord,
  type UnitSettings,
} from './unit-settings.js';
import { UnitTree } from './unit-tree.js';
import type { Unit } from './unit.js';
import { UNITS_REVISION, UnitsRepository } from './units.repository.js';

/** Code, parent and kind are what a unit is; the rest may change. */
export type UnitChange = Partial<Omit<Unit, 'code' | 'parentCode' | 'kind' | 'certainty' | 'validFrom'>>;

export type SettingChange = Pick<SettingRecord, 'key' | 'value' | 'validFrom'>;

interface Loaded {
  readonly tree: UnitTree;
  readonly settings: readonly SettingRecord[];
}

/** The tree of units and what each decided for itself. Read from memory; a change is seen by every instance at once. */
@Injectable()
export class UnitsService {
  private readonly cache: RevisedCache<Loaded>;

  constructor(
    database: Database,
    private readonly transactor: Transactor,
    private readonly units: UnitsRepository,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new RevisedCache(database, UNITS_REVISION, async () => ({
      tree: new UnitTree(await units.all(database)),
      settings: await units.settings(database),
    }));
  }

  async tree(): Promise<UnitTree> {
    return (await this.cache.get()).tree;
  }

  /** @returns every unit, by code, those of the past too (`validTo`) */
  async all(): Promise<readonly Unit[]> {
    return (await this.tree()).units;
  }

  /** @throws DomainError `not_found` */
  async unit(code: string): Promise<Unit> {
    return (await this.tree()).get(code);
  }

  /** @returns the codes above the unit, nearest first; what `mayRead` and `mayActFor` ask for */
  async ancestors(code: string): Promise<readonly string[]> {
    return (await this.tree()).ancestors(code);
  }

  /** @returns the unit's code and all below it */
  async subtree(code: string): Promise<readonly string[]> {
    return (await this.tree()).subtree(code);
  }

  /** What the unit decided for the day, else its parent, else the house's default. */
  async setting<K extends SettingKey>(code: string, key: K, onDay: PlainDate): Promise<UnitSettings[K]> {
    return settingValue(key, await this.settingRecord(code, key, onDay));
  }

  /** The same with who decided it and since when; null when it is the default. */
  async settingRecord(code: string, key: SettingKey, onDay: PlainDate): Promise<SettingRecord | null> {
    const { tree, settings } = await this.cache.get();
    return recordInForce(settings, key, [code, ...tree.ancestors(code)], onDay);
  }

  /** All that the unit itself decided, by key and day: of earlier days, in force, and of days to come. */
  async decisions(code: string): Promise<readonly SettingRecord[]> {
    return (await this.cache.get()).settings.filter(({ unitCode }) => unitCode === code);
  }

  /** May this person decide the key for the unit? */
  async mayDecide(actor: Actor, code: string, key: SettingKey): Promise<boolean> {
    return mayDecide(actor, code, key, await this.ancestors(code));
  }

  /**
   * @throws DomainError `auth.forbidden` outside one's own part of the tree, `request.invalid`, `conflict.duplicate`
   */
  async create(unit: Unit, actor: Actor, write: IdempotentWrite | null = null): Promise<string> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, UNITS_REVISION);
      const known = new UnitTree(await this.units.all(tx));
      demandValid(unitFaults(unit, new UnitTree([...known.units, unit])));
      if (unit.parentCode === null) throw forbidden();
      this.demandMayAct(actor, unit.parentCode, known);
      if (known.find(unit.code)) throw duplicate(unit.code);
      await this.units.write(tx, [unit]);
      await this.idempotency.remember(tx, write, unit.code, at);
      await this.note(tx, actor.username, 'unit.created', unit.code, at);
    });
    return unit.code;
  }

  /**
   * Changes what a unit is called, where it is, who signs for it; together with decisions, all or nothing.
   *
   * @throws DomainError `not_found`, `auth.forbidden`, `request.invalid`
   */
  async change(
    code: string,
    change: UnitChange,
    actor: Actor,
    decisions: readonly SettingChange[] = [],
  ): Promise<Unit> {
    if (Object.keys(change).length + decisions.length === 0) return this.unit(code);
    const at = this.clock.now();
    const id = newId(at);
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, UNITS_REVISION);
      const known = new UnitTree(await this.units.all(tx));
      if (Object.keys(change).length > 0) await this.applyChange(tx, { ...known.get(code), ...change }, known, actor);
      const changes = differences(known.get(code), change);
      if (Object.keys(changes).length > 0) {
        const before = heldBefore(known.get(code), changes);
        const facts = { id, unitCode: code, validFrom: localDate(at), changes, before, reason: null };
        const record = { ...facts, by: actor.username, recordedAt: at, appliedAt: at, cancelledAt: null };
        await this.units.addChange(tx, record);
      }
      for (const decision of decisions) await this.applyDecision(tx, code, decision, known, actor);
      const changed = Object.keys(change).concat(decisions.map(({ key, value }) => `${key}=${value}`));
      await this.note(tx, actor.username, `unit.changed: ${changed.join(' ')}`.slice(0, 60), code, at);
    });
    return this.unit(code);
  }

  /**
   * Decides something for the unit from a day on. A value that was already in force is not rewritten: only the
   * first value of a key may begin in the past.
   *
   * @throws DomainError `not_found`, `auth.forbidden` (the administrator's, or the unit's own head's), `request.invalid`
   */
  async decide(code: string, decision: SettingChange, actor: Actor): Promise<void> {
    await this.change(code, {}, actor, [decision]);
  }

  /** What holds for everybody (the calendar, the catalogue) is kept by people of the unit that has none above it. */
  async demandTown(actor: Actor): Promise<void> {
    if ((await this.unit(actor.unitCode)).parentCode !== null) throw forbidden();
  }

  private async applyChange(tx: Tx, unit: Unit, known: UnitTree, actor: Actor): Promise<void> {
    this.demandMayAct(actor, unit.code, known);
    if (!hasRole(actor, 'admin')) throw forbidden();
    demandValid(unitFaults(unit, new UnitTree(known.units.map((one) => (one.code === unit.code ? unit : one)))));
    await this.units.write(tx, [unit]);
  }

  private async applyDecision(
    tx: Tx,
    code: string,
    { key, value, validFrom }: SettingChange,
    known: UnitTree,
    actor: Actor,
  ): Promise<void> {
    if (!mayDecide(actor, code, key, known.ancestors(code))) throw forbidden();
    const fault = settingFault(key, value);
    if (fault !== null) throw invalid([{ field: 'value', message: fault }]);
    const at = this.clock.now();
    const own = (await this.units.settings(tx)).filter((one) => one.unitCode === code && one.key === key);
    if (own.some((one) => one.validFrom === validFrom && one.value === value)) return;
    if (own.length > 0 && validFrom < localDate(at)) throw invalid([PAST_SETTING]);
    await this.units.writeSetting(tx, { unitCode: code, key, value, validFrom, by: actor.username }, at);
  }

  private demandMayAct(actor: Actor, code: string, tree: UnitTree): void {
    if (!mayActFor(actor, code, tree.ancestors(code))) throw forbidden();
  }

  private async note(tx: Tx, actor: string, action: string, code: string, at: Instant): Promise<void> {
    await this.audit.record(tx, { at, actor, action, subject: `unit:${code}`, reason: null });
    await raiseRevision(tx, UNITS_REVISION);
  }
}

const PAST_SETTING: FieldError = { field: 'validFrom', message: 'Đã áp dụng thì không sửa: bắt đầu từ hôm nay trở đi' };

/** The administrator's decisions reach down the tree; those of a head are of their own unit only. */
function mayDecide(actor: Actor, code: string, key: SettingKey, ancestors: readonly string[]): boolean {
  const by = settingIsSetBy(key);
  return hasRole(actor, by) && (by === 'leader' ? actor.unitCode === code : mayActFor(actor, code, ancestors));
}

function demandValid(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalid(errors);
}

function invalid(errors: readonly FieldError[]): DomainError {
  return new DomainError('request.invalid', 'the unit is not acceptable', {}, errors);
}

function forbidden(): DomainError {
  return new DomainError('auth.forbidden', 'not for this unit');
}

function duplicate(code: string): DomainError {
  return new DomainError('conflict.duplicate', `unit ${code} exists already`, { unitCode: code });
}
