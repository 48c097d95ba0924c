import type { Dossier } from '../../domain/dossier/dossier.js';
import type { FieldError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import { procedureGroups } from '../procedure-groups.view.js';
import { promiseFacts, promiseView } from '../promise.view.js';
import type { Standing } from '../state-words.view.js';
import { intakeFields, type DossierNewView, type SavedView, type SlipView } from './dossier-new.view.js';
import type { TypedPapers } from './intake-form.js';
import { papersView } from './papers.view.js';
import type { PersonView } from './person.view.js';
import { NO_SLIP } from './slip.view.js';

export interface IntakeState {
  readonly procedures: readonly ProcedureVersion[];
  /** by name of the field */
  readonly typed: Readonly<Record<string, string>>;
  readonly papers: TypedPapers;
  readonly who: PersonView;
  /** worded, by name of the field */
  readonly errors: readonly FieldError[];
  readonly slip: SlipView;
  readonly saved: SavedView | null;
}

/** GET /dossiers/new, and the same page after a refusal or a save. */
export function intakeView(state: IntakeState, t: Translator): DossierNewView {
  const { errors, who } = state;
  const typed = { ...state.typed, ...filledIn(state.typed, who) };
  const choose = { label: null, choices: [{ value: '', label: t('intake.choose'), selected: false }] };
  const fields = intakeFields([choose, ...procedureGroups(state.procedures)], t);
  const answered = (part: readonly FormField[]): FormField[] => withAnswers(part, typed, errors);
  const chosen = state.procedures.find(({ procedureCode }) => procedureCode === typed['procedureCode']);
  const proxy = answered(fields.proxy);
  return {
    errors: summary(namedErrors(Object.values(fields).flat(), errors), errors, t),
    procedure: answered(fields.procedure),
    who,
    person: answered(fields.person),
    proxy: { fields: proxy, open: proxy.some(({ value, error }) => value !== '' || error !== null) },
    papers: { ...papersView(chosen ?? null, state.papers, errors), fields: answered(fields.papers) },
    contact: answered(fields.contact),
    slip: state.slip,
    saved: state.saved,
  };
}

/** What was found of the person, where the form has room for it. */
function filledIn(typed: IntakeState['typed'], { fills }: PersonView): Record<string, string> {
  const free = fills.filter(
    ({ field, over }) => over || field === 'applicant.kind' || (typed[field] ?? '').trim() === '',
  );
  return Object.fromEntries(free.map(({ field, value }) => [field, value]));
}

/** A line of papers has no field of its own in the list of fields. */
function summary(named: readonly FormError[], errors: readonly FieldError[], t: Translator): FormError[] {
  return named.map((one, index) => {
    const [, list = '', line = ''] = /^(documents|listed)\.(\d+)/.exec(errors[index]?.field ?? '') ?? [];
    if (list === '') return one;
    const message = `${t('intake.paper')} ${String(Number(line) + 1)}: ${one.message}`;
    return { href: `#${list}-${line}-name`, message };
  });
}

/** A dossier just saved: its code and promise where the slip was, the papers to print, and the way on. */
export function savedView(
  dossier: Dossier,
  standing: Standing,
  paperHtml: string | null,
  t: Translator,
): { readonly saved: SavedView; readonly slip: SlipView } {
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  const sizes = dossier.acceptedAt === null ? [] : (['a4x2', 'a4', 'a5'] as const);
  const receipts = sizes.map((size) => ({ label: t(`saved.receipt.${size}`), href: `${href}/receipt?size=${size}` }));
  return {
    saved: { code: dossier.code, href, receipts, nextHref: '/dossiers/new', paperHtml },
    slip: { ...NO_SLIP, promise: promiseView(promiseFacts(dossier, standing), t) },
  };
}
