import type { Role } from '../domain/accounts/roles.js';
import { readReasons } from '../domain/apology/reasons.js';
import { SIGNING_MODES, type SigningMode } from '../domain/apology/letter.js';
import type { DayZero } from '../domain/time/deadline-types.js';
import { readSpells } from '../calendar/spell-text.js';
import { isPlainDate, type PlainDate } from '../domain/time/plain-date.js';
import { readRetention } from './retention.js';

/** What a unit decides for itself, from a day on. A closed list: another key is another rule, and needs code. */
export interface UnitSettings {
  /** day 0 of a limit in days: the date of receipt, or of the first working minute (reference 4.2) */
  readonly day_zero: DayZero;
  /** first day whose lateness is apologised for here; null before anybody decided (acts.md, cut-over) */
  readonly apologies_from: PlainDate | null;
  /** follows the number of a form 04, e.g. `/PXL` */
  readonly letter_symbol: string;
  /** the head lets letters without a new date go out under a standing approval (R30) */
  readonly standing_approval: boolean;
  /** what counts as signed: the approval here, the signed and stamped sheet, or an electronic signature (acts.md, Letter) */
  readonly signing_mode: SigningMode;
  /** the short list of reasons for delays, as read by `readReasons`; null: the list of the house */
  readonly delay_reasons: string | null;
  /** a dossier is "due soon" with at most so many working minutes left */
  readonly due_soon_minutes: number;
  /** years after which the people of an ended dossier are forgotten, as read by `retention.ts`; null: they are kept */
  readonly retention: string | null;
  /** how many hours back the head of a desk may open a paper session */
  readonly paper_session_hours: number;
  /** calendar days that citizens have for papers they were asked for, before they are reminded (R15); uncertain in law */
  readonly supplement_days: number;
  /** working days without a letter, while one is owed, after which its head and leader are warned */
  readonly letter_alarm_days: number;
  /** local time, `HH:MM`, at which signers are told that letters wait for them; null: they are not */
  readonly sign_reminder: string | null;
  /** sheet that the papers of a dossier are printed on; `a4x2`: two copies beside each other on one A4, to be cut */
  readonly paper_size: PaperSheet;
  /** black only, without thin lines: for dot-matrix printers */
  readonly paper_plain: boolean;
  /** hours of a Saturday on which the desk only receives, as read by `readSpells`; null: closed. No working time (R1) */
  readonly saturday_hours: string | null;
  /** approved template of the unit's Zalo account for letters of apology; null: it has none, and officers write by hand */
  readonly zalo_template: string | null;
  /** the same for SMS; null: none are sent */
  readonly sms_template: string | null;
  /** a promise that nobody acted on is told to the holder's head when it is due, and a working day later to the leader */
  readonly warnings_ladder: boolean;
}

const HOUR = /^(?:1[6-9]|2[0-2]):[0-5]\d$/;
const TEMPLATE = /^[A-Za-z0-9._-]{1,60}$/;

const LINE_TEMPLATE: Rule<string | null> = {
  fallback: null,
  read: (text) => (text === 'no' ? null : TEMPLATE.test(text) ? text : undefined),
  says: 'Phải là no, hoặc mã mẫu tin đã được duyệt',
  inherited: true,
  setBy: 'admin',
};

export const PAPER_SHEETS = ['a4', 'a5', 'a4x2'] as const;

export type PaperSheet = (typeof PAPER_SHEETS)[number];

export type SettingKey = keyof UnitSettings;

/** A dated value and who decided it. */
export interface SettingRecord {
  readonly unitCode: string;
  readonly key: SettingKey;
  readonly validFrom: PlainDate;
  readonly value: string;
  readonly by: string;
}

interface Rule<T> {
  readonly fallback: T;
  /** @returns undefined when the text is not such a value */
  readonly read: (text: string) => T | undefined;
  readonly says: string;
  /** a personal decision of the unit's head does not pass down the tree */
  readonly inherited: boolean;
  readonly setBy: Role;
}

const LETTER_SYMBOL = /^\/[A-ZĐ0-9][A-ZĐ0-9-]{0,14}$/;

const RULES: { readonly [K in SettingKey]: Rule<UnitSettings[K]> } = {
  day_zero: {
    fallback: 'receipt',
    read: (text) => (text === 'receipt' || text === 'start' ? text : undefined),
    says: 'Phải là receipt hoặc start',
    inherited: true,
    setBy: 'admin',
  },
  apologies_from: {
    fallback: null,
    read: (text) => (isPlainDate(text) ? text : undefined),
    says: 'Phải là một ngày, ví dụ 2023-07-01',
    inherited: true,
    setBy: 'admin',
  },
  letter_symbol: {
    fallback: '/PXL',
    read: (text) => (LETTER_SYMBOL.test(text) ? text : undefined),
    says: 'Phải có dạng /PXL',
    inherited: true,
    setBy: 'admin',
  },
  standing_approval: {
    fallback: false,
    read: (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
    says: 'Phải là yes hoặc no',
    inherited: false,
    setBy: 'leader',
  },
  signing_mode: {
    fallback: 'approval',
    read: (text) => SIGNING_MODES.find((mode) => mode === text),
    says: 'Phải là approval, paper hoặc electronic',
    inherited: true,
    setBy: 'admin',
  },
  delay_reasons: {
    fallback: null,
    read: (text) => (readReasons(text) ? text : undefined),
    says: 'Phải có dạng: other_agency; overload; province = Chờ Sở Xây dựng trả lời | Waiting for the province',
    inherited: true,
    setBy: 'admin',
  },
  due_soon_minutes: {
    fallback: 480,
    read: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 4_800 ? Number(text) : undefined),
    says: 'Phải là số phút làm việc từ 1 đến 4800',
    inherited: true,
    setBy: 'admin',
  },
  retention: {
    fallback: null,
    read: (text) => (readRetention(text) ? text : undefined),
    says: 'Phải là số năm, có thể kèm số năm riêng của thủ tục: 10; 1.009998=5',
    inherited: true,
    setBy: 'leader',
  },
  paper_session_hours: {
    fallback: 72,
    read: (text) => (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 720 ? Number(text) : undefined),
    says: 'Phải là số giờ từ 1 đến 720',
    inherited: true,
    setBy: 'admin',
  },
  supplement_days: {
    fallback: 30,
    read: (text) => (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365 ? Number(text) : undefined),
    says: 'Phải là số ngày từ 1 đến 365',
    inherited: true,
    setBy: 'admin',
  },
  letter_alarm_days: {
    fallback: 3,
    read: (text) => (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 30 ? Number(text) : undefined),
    says: 'Phải là số ngày làm việc từ 1 đến 30',
    inherited: true,
    setBy: 'admin',
  },
  sign_reminder: {
    fallback: null,
    read: (text) => (text === 'no' ? null : HOUR.test(text) ? text : undefined),
    says: 'Phải là no, hoặc giờ từ 16:00 đến 22:59, ví dụ 20:30',
    inherited: true,
    setBy: 'leader',
  },
  paper_size: {
    fallback: 'a4x2',
    read: (text) => PAPER_SHEETS.find((sheet) => sheet === text),
    says: 'Phải là a4, a5 hoặc a4x2',
    inherited: true,
    setBy: 'admin',
  },
  paper_plain: {
    fallback: false,
    read: (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
    says: 'Phải là yes hoặc no',
    inherited: true,
    setBy: 'admin',
  },
  saturday_hours: {
    fallback: null,
    read: (text) => (text === 'no' ? null : typeof readSpells(text) === 'string' ? undefined : text),
    says: 'Phải là no, hoặc giờ dạng 07:30-11:30',
    inherited: true,
    setBy: 'admin',
  },
  zalo_template: LINE_TEMPLATE,
  sms_template: LINE_TEMPLATE,
  warnings_ladder: {
    fallback: true,
    read: (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
    says: 'Phải là yes hoặc no',
    inherited: true,
    setBy: 'admin',
  },
};

export const SETTING_KEYS = Object.keys(RULES) as readonly SettingKey[];

/** @returns what is wrong with the text as a value of the key, for the person who typed it; null when it is right */
export function settingFault(key: SettingKey, text: string): string | null {
  return RULES[key].read(text) === undefined ? RULES[key].says : null;
}

/** Whose decision the setting is: the administrator's, or that of the unit's own head. */
export function settingIsSetBy(key: SettingKey): Role {
  return RULES[key].setBy;
}

/**
 * The record in force: the unit's own latest, else its parent's, and so on up the tree.
 *
 * @param path the unit, its parent, … the root
 */
export function recordInForce(
  records: readonly SettingRecord[],
  key: SettingKey,
  path: readonly string[],
  onDay: PlainDate,
): SettingRecord | null {
  for (const unitCode of RULES[key].inherited ? path : path.slice(0, 1)) {
    const own = records.filter((one) => one.unitCode === unitCode && one.key === key && one.validFrom <= onDay);
    const latest = own.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1);
    if (latest) return latest;
  }
  return null;
}

/** The value of a record; the house's default when there is none. */
export function settingValue<K extends SettingKey>(key: K, record: SettingRecord | null): UnitSettings[K] {
  const rule: Rule<UnitSettings[K]> = RULES[key];
  return (record ? rule.read(record.value) : undefined) ?? rule.fallback;
}
