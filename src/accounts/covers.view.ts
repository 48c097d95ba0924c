import type { Actor } from '../domain/accounts/roles.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField } from '../platform/templates/page-parts.js';
import { dayText } from '../platform/templates/page-words.js';
import type { Refusal } from '../platform/web/page-turns.js';
import type { StandIn } from './covers.service.js';

export interface CoversFacts {
  readonly covers: readonly StandIn[];
  readonly staff: readonly Actor[];
  /** full names by username, also of those who have left */
  readonly names: ReadonlyMap<string, string>;
  readonly today: PlainDate;
  /** whether the reader says who stands in here */
  readonly decides: boolean;
  readonly refusal: Refusal | null;
}

/** Template pages/covers/list: who stands in for whom, and the form that says so. */
export interface CoversView {
  readonly rows: readonly {
    readonly absent: string;
    readonly absentName: string;
    readonly by: string;
    readonly byName: string;
    readonly days: string;
    readonly state: Badge;
  }[];
  readonly empty: EmptyState | null;
  readonly decides: boolean;
  readonly fields: readonly FormField[];
  readonly errors: readonly FormError[];
  /** why the form was not accepted, where no field is to blame */
  readonly refusal: string | null;
}

export function coversView(facts: CoversFacts, t: Translator): CoversView {
  const { covers, names, today, decides, refusal } = facts;
  const blank = fieldsOf(facts.staff, today, t);
  const errors = refusal?.errors ?? [];
  const fields = refusal ? withAnswers(blank, refusal.typed, errors) : blank;
  return {
    rows: covers.map(({ absent, by, from, to }) => ({
      absent,
      absentName: names.get(absent) ?? absent,
      by,
      byName: names.get(by) ?? by,
      days: t('covers.days_text', { from: dayText(from, t), to: dayText(to, t) }),
      state:
        from <= today
          ? { tone: 'brand', shape: 'diamond', text: t('covers.now') }
          : { tone: 'neutral', shape: 'ring', text: t('covers.soon') },
    })),
    empty: covers.length > 0 ? null : { title: t('covers.none'), body: t('covers.none_body'), action: null },
    decides,
    fields: decides ? fields : [],
    errors: namedErrors(fields, errors),
    refusal: refusal?.sentence ?? null,
  };
}

function fieldsOf(staff: readonly Actor[], today: PlainDate, t: Translator): FormField[] {
  const people = staff.map(({ username, fullName }) => [username, fullName] as const);
  const options = [choices([['', t('work.choose_person')]]), choices(people)];
  return [
    choiceField({ kind: 'select', name: 'absent', label: t('covers.absent'), required: true }, options),
    choiceField({ kind: 'select', name: 'by', label: t('covers.by'), required: true }, options),
    field({ kind: 'date', name: 'from', label: t('covers.from'), required: true, value: today }),
    field({ kind: 'date', name: 'to', label: t('covers.to'), required: true }),
  ];
}
