import type { Dossier } from '../../domain/dossier/dossier.js';
import type { FieldError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { dueDay } from '../../domain/time/deadline.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChoiceGroup, FormError } from '../../platform/templates/page-parts.js';
import { feeText, limitText } from '../../procedures/procedures-page.view.js';
import {
  intakeFields,
  type DocumentRow,
  type DossierNewView,
  type SavedView,
  type SlipView,
} from './dossier-new.view.js';
import { explanationView } from '../explanation.view.js';
import { paperLines } from './intake-form.js';
import { promiseFacts, promiseView } from '../promise.view.js';
import type { Standing } from '../state-words.view.js';
import type { Preview } from '../terms.service.js';

/** A form has a few blank lines for papers; longer lists come back as long as they were. */
const BLANK_LINES = 3;

export interface IntakeState {
  readonly procedures: readonly ProcedureVersion[];
  /** by name of the field */
  readonly typed: Readonly<Record<string, string>>;
  readonly documents: readonly unknown[];
  /** worded, by name of the field */
  readonly errors: readonly FieldError[];
  readonly slip: SlipView;
  readonly saved: SavedView | null;
}

/** GET /dossiers/new, and the same page after a refusal or a save. */
export function intakeView(state: IntakeState, t: Translator): DossierNewView {
  const { typed, errors } = state;
  const choose = { label: null, choices: [{ value: '', label: t('intake.choose'), selected: false }] };
  const fields = intakeFields([choose, ...procedureGroups(state.procedures)], t);
  const answered = (part: typeof fields.person): typeof fields.person => withAnswers(part, typed, errors);
  const all = [...fields.procedure, ...fields.person, ...fields.papers, ...fields.contact];
  return {
    errors: summary(namedErrors(all, errors), errors, t),
    procedure: answered(fields.procedure),
    person: answered(fields.person),
    papers: { fields: answered(fields.papers), lines: documentRows(state.documents) },
    contact: answered(fields.contact),
    slip: state.slip,
    saved: state.saved,
    duplicate: null,
  };
}

/** Procedures under their fields, so that a list of eighty can be overlooked. */
function procedureGroups(procedures: readonly ProcedureVersion[]): ChoiceGroup[] {
  const fields = [...new Set(procedures.map(({ fieldName }) => fieldName))].sort((a, b) => a.localeCompare(b, 'vi'));
  return fields.map((label) => ({
    label,
    choices: procedures
      .filter(({ fieldName }) => fieldName === label)
      .map(({ procedureCode, name }) => ({ value: procedureCode, label: `${procedureCode} ${name}`, selected: false })),
  }));
}

/** A line of papers has no field of its own in the list of fields. */
function summary(named: readonly FormError[], errors: readonly FieldError[], t: Translator): FormError[] {
  return named.map((one, index) => {
    const line = /^documents\.(\d+)/.exec(errors[index]?.field ?? '')?.[1];
    if (line === undefined) return one;
    const message = `${t('intake.paper')} ${String(Number(line) + 1)}: ${one.message}`;
    return { href: `#documents-${line}-name`, message };
  });
}

function documentRows(documents: readonly unknown[]): DocumentRow[] {
  const typed = paperLines(documents);
  const blanks = Array.from({ length: Math.max(1, BLANK_LINES - typed.length) }, () => ({}));
  return [...typed, ...blanks].map((line: Readonly<Record<string, unknown>>, index) => {
    const text = (name: string): string => (typeof line[name] === 'string' ? line[name] : '');
    const counts = { originals: text('originals'), certified: text('certified'), copies: text('copies') };
    return { index, line: index + 1, name: text('name'), ...counts };
  });
}

export const NO_SLIP: SlipView = {
  promise: null,
  explanation: null,
  refusal: null,
  limitText: null,
  feeText: null,
  printsText: null,
};

/** The live slip: what would be promised now, why, what it costs and what will be printed. */
export function slipView(
  { version, limit, deadline, trace }: Preview,
  instant: boolean,
  now: Instant,
  t: Translator,
): SlipView {
  const { dueAt, budgetMinutes, provisional } = deadline;
  if (dueAt === null) throw new RangeError('a promise without pauses has its date');
  const promise = promiseView(
    {
      clockState: 'running',
      progress: 'in_time',
      timeliness: null,
      remainingMinutes: budgetMinutes,
      dueToday: dueDay(dueAt) === localDate(now),
      daysLate: 0,
      minutesLate: 0,
      dueAt,
      originalDueAt: null,
      answerDueAt: null,
      pausedSince: null,
      settledAt: null,
      provisional,
    },
    t,
  );
  return {
    promise,
    explanation: explanationView(trace, localDate(now), t),
    refusal: null,
    limitText: limitText(limit, t),
    feeText: feeText(version, t),
    printsText: t(instant ? 'slip.prints_nothing' : 'slip.prints_receipt'),
  };
}

/** A dossier just saved: its code and promise where the slip was, the papers to print, and the way on. */
export function savedView(
  dossier: Dossier,
  standing: Standing,
  t: Translator,
): { readonly saved: SavedView; readonly slip: SlipView } {
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  const receipts = (['a4x2', 'a4', 'a5'] as const).map((size) => ({
    label: t(`saved.receipt.${size}`),
    href: `${href}/receipt?size=${size}`,
  }));
  return {
    saved: { code: dossier.code, href, receipts, nextHref: '/dossiers/new' },
    slip: { ...NO_SLIP, promise: promiseView(promiseFacts(dossier, standing), t) },
  };
}
