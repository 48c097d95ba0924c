import type { SettingKey, SettingRecord } from './unit-settings.js';
import type { Unit } from './unit.js';

/** `GET /units/{code}`: the unit, and what holds for it today with who decided it. */
export interface UnitView extends Unit {
  readonly settings: readonly SettingView[];
}

export interface SettingView {
  readonly key: SettingKey;
  readonly value: string | number | boolean | null;
  /** the unit that decided it; null for the house's default */
  readonly decidedBy: { readonly unitCode: string; readonly validFrom: string; readonly by: string } | null;
}

export function settingView(key: SettingKey, value: SettingView['value'], record: SettingRecord | null): SettingView {
  const decidedBy = record ? { unitCode: record.unitCode, validFrom: record.validFrom, by: record.by } : null;
  return { key, value, decidedBy };
}
