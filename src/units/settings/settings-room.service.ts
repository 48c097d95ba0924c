import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, mayRead, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitChangesService } from '../unit-changes.service.js';
import type { RecordedChange } from '../unit-changes.js';
import { SETTING_KEYS, type SettingKey, type SettingRecord } from '../unit-settings.js';
import type { Unit } from '../unit.js';
import { UnitsService } from '../units.service.js';

/** One key of a unit: what holds today, whose decision that is, and what the unit itself decided over time. */
export interface SettingFacts {
  readonly key: SettingKey;
  /** null: nobody decided, the house's default holds */
  readonly inForce: SettingRecord | null;
  /** name of the unit above whose decision it is; null when it is the unit's own or nobody's */
  readonly from: string | null;
  /** of the unit itself, the earliest first */
  readonly decisions: readonly SettingRecord[];
  readonly mayDecide: boolean;
}

export interface SettingsRoom {
  readonly unit: Unit;
  readonly today: PlainDate;
  readonly settings: readonly SettingFacts[];
  /** what papers say of the unit, over time */
  readonly changes: readonly RecordedChange[];
  readonly mayChange: boolean;
  /** those that the reader may look at */
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

/** What a unit decided for itself, for the page that shows it. */
@Injectable()
export class SettingsRoomService {
  constructor(
    private readonly units: UnitsService,
    private readonly changes: UnitChangesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found`, `auth.forbidden` for a unit that is not the reader's to see */
  async of(code: string, reader: Actor): Promise<SettingsRoom> {
    const unit = await this.units.unit(code);
    const ancestors = await this.units.ancestors(code);
    if (!mayRead(reader, code, ancestors)) throw new DomainError('auth.forbidden', 'not for this unit');
    const today = localDate(this.clock.now());
    const settings: SettingFacts[] = [];
    for (const key of SETTING_KEYS) settings.push(await this.setting(unit, key, today, reader));
    return {
      unit,
      today,
      settings,
      changes: await this.changes.of(code),
      mayChange: hasRole(reader, 'admin') && mayActFor(reader, code, ancestors),
      units: await this.readable(reader),
    };
  }

  private async setting(unit: Unit, key: SettingKey, today: PlainDate, reader: Actor): Promise<SettingFacts> {
    const inForce = await this.units.settingRecord(unit.code, key, today);
    const other = inForce && inForce.unitCode !== unit.code ? (await this.units.unit(inForce.unitCode)).name : null;
    const decisions = (await this.units.decisions(unit.code)).filter((one) => one.key === key);
    return { key, inForce, from: other, decisions, mayDecide: await this.units.mayDecide(reader, unit.code, key) };
  }

  private async readable(reader: Actor): Promise<SettingsRoom['units']> {
    const found: { code: string; name: string }[] = [];
    for (const { code, name, validTo } of await this.units.all()) {
      if (validTo === null && mayRead(reader, code, await this.units.ancestors(code))) found.push({ code, name });
    }
    return found;
  }
}
