import { act, choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { FieldError } from '../../domain/errors.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, EmptyState, Fact, FormError, FormField, Link, Pagination } from '../../platform/templates/page-parts.js'; // prettier-ignore
import { dayText, momentText } from '../../platform/templates/page-words.js';
import { letterBadge } from '../letter-words.view.js';
import { PDF_LINES, type RegisterBook } from './register-book.service.js';

/** GET /letters/register. Template pages/letter-register/show. */
export interface RegisterView {
  readonly heading: string;
  readonly filters: readonly FormField[];
  readonly facts: readonly Fact[];
  readonly starts: readonly string[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly acts: readonly ActForm[];
  readonly unit: string;
  readonly year: number;
  readonly pdfs: readonly Link[];
  readonly named: boolean;
  readonly rows: readonly RegisterRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface RegisterRow {
  readonly number: string;
  readonly href: string;
  readonly typed: boolean;
  readonly dateText: string;
  readonly recipient: string;
  readonly code: string;
  readonly form: string;
  readonly badge: Badge;
  readonly note: string | null;
}

export interface RegisterState {
  readonly book: RegisterBook;
  readonly unitName: string;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** of the form that was refused */
  readonly form: 'starts' | 'closures' | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly refusal: string | null;
}

export function registerView(state: RegisterState, t: Translator): RegisterView {
  const { book, unitName, units, refusal, errors } = state;
  const { unitCode, year, years, lines, nextCursor, named } = book;
  const acts = book.keeps ? actForms(state, t) : [];
  const query = (more: Record<string, string>): string =>
    new URLSearchParams({ unit: unitCode, year: String(year), ...more }).toString();
  const parts = Math.ceil(book.letters / PDF_LINES);
  return {
    heading: t('register.heading', { year }),
    filters: [
      ...(units.length < 2
        ? []
        : [choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices(units.map(({ code, name }) => [code, name] as const), unitCode)])]), // prettier-ignore
      choiceField({ kind: 'select', name: 'year', label: t('register.year') }, [choices(years.map((one) => [String(one), String(one)] as const), String(year))]), // prettier-ignore
    ],
    facts: facts(book, unitName, t),
    starts: book.starts.map(({ next, after, reason, at, by }) =>
      t('register.started', { next, after, reason, by, day: dayText(localDate(at), t) }),
    ),
    errors: namedErrors(acts.flatMap(({ fields }) => fields), errors), // prettier-ignore
    refusal,
    acts,
    unit: unitCode,
    year,
    pdfs: Array.from({ length: parts }, (_, i) => ({
      href: `/letters/register/pdf?${query({ part: String(i + 1) })}`,
      label: parts === 1 ? t('register.pdf') : t('register.pdf_part', { part: i + 1, parts }),
    })),
    named,
    rows: lines.map((line) => ({
      number: line.number,
      href: `/letters/${line.letterId}`,
      typed: line.serial === null,
      dateText: dayText(line.date, t),
      recipient: named ? line.recipient : '',
      code: line.dossierCode,
      form: t(`letter.form.${line.form}`),
      badge: letterBadge(line.state, t),
      note: line.state === 'void' ? line.comment : line.awaits !== null && line.state === 'numbered' ? t(`register.awaits_${line.awaits}`) : null, // prettier-ignore
    })),
    pagination:
      nextCursor === null
        ? null
        : { summary: t('letters.page', { count: lines.length }), firstHref: null, nextHref: `/letters/register?${query({ cursor: nextCursor })}` }, // prettier-ignore
    empty: lines.length > 0 ? null : { title: t('register.none_title'), body: t('register.none'), action: null },
  };
}

function facts({ letters, voided, lastSerial, closing }: RegisterBook, unitName: string, t: Translator): Fact[] {
  const line = (label: string, value: string, hint: string | null = null): Fact => ({ label, value, href: null, hint });
  return [
    line(t('col.unit'), unitName),
    line(t('register.letters'), String(letters), voided === 0 ? null : t('register.voided', { count: voided })),
    line(t('register.last'), lastSerial === 0 ? t('register.no_own') : String(lastSerial)),
    line(t('col.state'), closing === null ? t('register.open') : t('register.closed', { when: momentText(closing.at, t), by: closing.by === 'system' ? t('register.by_system') : closing.by })), // prettier-ignore
  ];
}

function actForms({ book, form, typed, errors }: RegisterState, t: Translator): ActForm[] {
  const { year, thisYear, closing, lastSerial, unitCode } = book;
  if (closing !== null) return [];
  if (year < thisYear) {
    const action = `/letters/register/closures?${new URLSearchParams({ unit: unitCode, year: String(year) }).toString()}`;
    return [
      act({
        key: 'closures',
        label: t('register.close', { year }),
        note: t('register.close_note'),
        danger: true,
        action,
      }),
    ];
  }
  if (year > thisYear) return [];
  const fields = [
    field({ kind: 'number', name: 'next', label: t('register.next'), hint: t('register.next_hint', { last: lastSerial }), required: true }), // prettier-ignore
    field({ kind: 'textarea', name: 'reason', label: t('register.reason'), hint: t('register.reason_hint'), required: true, maxLength: 400 }), // prettier-ignore
  ];
  const mine = form === 'starts';
  return [
    act({
      key: 'starts',
      label: t('register.start'),
      note: t('register.start_note'),
      action: `/letters/register/starts?${new URLSearchParams({ unit: unitCode }).toString()}`,
      open: mine,
      fields: mine ? withAnswers(fields, typed, errors) : fields,
    }),
  ];
}
