import { readSpells, spellsText } from '../../calendar/spell-text.js';
import type { FieldError } from '../../domain/errors.js';
import { WEEKDAYS } from '../../domain/time/weekly-hours.js';
import type { RejectedRow } from '../../platform/csv/import-report.js';
import type { HoursForm } from './calendar-forms.dto.js';

export interface HoursFile {
  readonly csv: string;
  /** the field of the form that each line comes from, by the number of the line */
  readonly fields: ReadonlyMap<number, string>;
  readonly errors: readonly FieldError[];
}

const HEADER = 'unitCode,validFrom,weekday,opens,closes';

/** The hours of a form as the file they would come in: one way in, one set of rules. */
export function hoursFile(form: HoursForm): HoursFile {
  const rows: string[] = [];
  const fields = new Map<number, string>();
  const errors: FieldError[] = [];
  for (const weekday of WEEKDAYS) {
    const field = `hours${weekday}` as const;
    const spells = readSpells(form[field] ?? null);
    if (spells === 'faulty') errors.push({ field, message: 'Giờ phải có dạng 07:30-11:30 13:30-17:00' });
    for (const spell of spells === 'faulty' ? [] : (spells ?? [])) {
      const [opens = '', closes = ''] = spellsText([spell]).split('-');
      rows.push([form.unitCode, form.validFrom, weekday, opens, closes].join(','));
      fields.set(rows.length + 1, field);
    }
  }
  if (rows.length === 0 && errors.length === 0) errors.push({ field: 'hours1', message: 'Cần giờ làm việc' });
  return { csv: [HEADER, ...rows].join('\n'), fields, errors };
}

/** What was wrong with the file, at the fields of the form. */
export function hoursErrors(rejected: readonly RejectedRow[], { fields }: HoursFile): FieldError[] {
  const errors = rejected.map(({ line, field, message }) => {
    const ofForm = field === 'validFrom' || field === 'unitCode' ? field : (fields.get(line) ?? 'hours1');
    return { field: ofForm, message };
  });
  return errors.filter(
    ({ field, message }, i) => errors.findIndex((one) => one.field === field && one.message === message) === i,
  );
}
