import { seesPapers } from '../domain/accounts/roles.js';
import type { FieldError } from '../domain/errors.js';
import { clockState } from '../domain/dossier/status.js';
import { localDate } from '../domain/time/plain-date.js';
import { namedErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, FormError } from '../platform/templates/page-parts.js';
import { dayText, shortDayText, workingTimeText } from '../platform/templates/page-words.js';
import { actList, revealForm } from './act-list.view.js';
import { readyLinks } from './notices/ready-link.view.js';
import { paperLinks } from './papers/paper-links.view.js';
import { documentLines, dossierFacts, obligationLines } from './dossier-facts.view.js';
import type { DossierPageFacts } from './dossier-page.service.js';
import { holderText, type DossierShowView } from './dossier-show.view.js';
import { explanationView } from './explanation.view.js';
import { faultViews } from './faults/fault-acts.view.js';
import { eventLines, ledgerLines } from './history-lines.view.js';
import type { Journey, Stretch } from './journey.js';
import { filesView, type FilesView } from './processing/dossier-files.view.js';
import { promiseFacts, promiseView } from './promise.view.js';
import { correctionViews, undoView } from './receipt-changes/receipt-acts.view.js';
import { REVEAL_ROLES } from './reveals.service.js';
import { rulerView, type RulerView } from './ruler.view.js';
import { stagesView } from './stages/stages.view.js';
import { stateBadge } from './state-words.view.js';

/** A form of the page that was not accepted: it stays open with what was typed. */
export interface RefusedForm {
  readonly key: string;
  /** by name of the field */
  readonly typed: Readonly<Record<string, string>>;
  /** worded; a field that no form has speaks in the summary only */
  readonly errors: readonly FieldError[];
}

export interface PageState {
  readonly refused: RefusedForm | null;
  /** an unmasked number, shown this once */
  readonly revealed: string | null;
}

/** GET /dossiers/{code}, and the same page after a refusal. */
export function dossierShowView(
  facts: DossierPageFacts,
  { refused, revealed }: PageState,
  t: Translator,
): DossierShowView {
  const { record, names, version, journey } = facts;
  const { dossier, people, promises, slip } = record;
  const { acts, more, refused: refusedActs } = actList(facts, t);
  const corrections = correctionViews(facts, t);
  const faults = faultViews(facts, t);
  const files = filesView(facts, t);
  const owed = obligationLines(facts, t);
  const reveal = revealForm(facts, REVEAL_ROLES, t);
  const forms = [
    ...acts,
    ...more,
    ...(reveal ? [reveal] : []),
    ...corrections.flatMap(({ act }) => act ?? []),
    ...faults.flatMap(({ acts: own }) => own),
    ...owed.flatMap(({ acts: own }) => own),
    ...files.items.flatMap(({ removal }) => removal ?? []),
  ];
  const again = (form: ActForm): ActForm => reopened(form, refused);
  const trace = promises.findLast((row) => row.trace.length > 0)?.trace ?? [];
  return {
    code: dossier.code,
    procedureName: version.name,
    applicantName: people.find(({ role }) => role === 'applicant')?.name ?? '',
    status: stateBadge(dossier, t),
    holderText: whereText(facts, t),
    promise: promiseView(promiseFacts(dossier, facts.standing), t),
    explanation: trace.length === 0 ? null : explanationView(trace, localDate(facts.now), t),
    errors: refused ? summary(forms, refused) : [],
    undo: undoView(facts, t),
    acts: acts.map(again),
    moreActs: more.map(again),
    moreOpen: more.some(({ key }) => key === refused?.key),
    refusedActs,
    corrections: corrections.map((one) => ({ ...one, act: one.act && again(one.act) })),
    faults: faults.map((one) => ({ ...one, acts: one.acts.map(again) })),
    files: filesAgain(files, refused),
    stages: stagesView(facts, t),
    facts: dossierFacts(facts, t),
    reveal: reveal && again(reveal),
    revealed,
    documents: documentLines(slip, t),
    papers: [...(seesPapers(facts.by) ? paperLinks(record, t) : []), ...readyLinks(record, facts.by, t)],
    ruler: journey && ruler(journey, names, t),
    events: eventLines(record, { names, version }, t),
    ledger: ledgerLines(record, { names, version }, t),
    obligations: owed.map((one) => ({ ...one, acts: one.acts.map(again) })),
    letters: [],
  };
}

/** `Đang ở Trần Thị Bình, UBND thị xã Sông Cầu, từ 17/05/2023; đang bàn giao cho …`; where it ended needs no saying. */
function whereText({ record, names }: DossierPageFacts, t: Translator): string {
  const { holder, heldSince, pending, status, settlement } = record.dossier;
  const place = names.unit(holder.unitCode);
  if (status !== 'completed' && clockState(status) === 'settled') return place;
  const who = holder.username === null ? place : `${names.person(holder.username)}, ${place}`;
  const shelf = settlement?.shelf ?? null;
  const pieces = [
    holderText(who, heldSince, t),
    shelf === null ? '' : t('event.shelf', { shelf }),
    pending === null ? '' : t('show.pending', { to: names.unit(pending.unitCode) }),
  ];
  return pieces.filter((piece) => piece !== '').join('; ');
}

function reopened(form: ActForm, refused: RefusedForm | null): ActForm {
  if (refused?.key !== form.key) return form;
  return { ...form, open: true, fields: withAnswers(form.fields, refused.typed, refused.errors) };
}

/** A file that was not taken says so beside the field of files. */
function filesAgain({ items, add }: FilesView, refused: RefusedForm | null): FilesView {
  const error = refused?.key === 'files' ? (refused.errors[0]?.message ?? null) : null;
  return {
    items: items.map((one) => ({ ...one, removal: one.removal && reopened(one.removal, refused) })),
    add: add && { ...add, error, open: error !== null },
  };
}

/** What was wrong leads to its field; what a rule refused leads to what can be done instead. */
function summary(forms: readonly ActForm[], { key, errors }: RefusedForm): FormError[] {
  const fields = forms.find((form) => form.key === key)?.fields ?? [];
  return namedErrors(fields, errors).map(({ href, message }) => ({
    href: href === '#content' ? (key === 'files' ? '#files' : '#acts') : href,
    message,
  }));
}

function ruler(journey: Journey, names: DossierPageFacts['names'], t: Translator): RulerView {
  const { stages, pauses, promises, nowMinutes } = journey;
  const days = ({ from, to }: Stretch): string =>
    t('show.stage', { from: dayText(localDate(from), t), to: dayText(localDate(to), t) });
  return rulerView({
    stages: stages.map((stage) => ({
      from: stage.fromMinutes,
      to: stage.toMinutes,
      title: `${names.unit(stage.unitCode)}, ${days(stage)}`,
      holder: names.shortUnit(stage.unitCode),
    })),
    pauses: pauses.map((pause) => ({
      from: pause.fromMinutes,
      to: pause.toMinutes,
      title: `${t('clock.paused')}, ${days(pause)}`,
    })),
    promises: promises.map(({ dueAt, minutes }, index) => ({
      at: minutes,
      label: t(index === 0 ? 'show.promise_flag' : 'show.promise_again', { day: shortDayText(localDate(dueAt), t) }),
      tone: 'brand',
    })),
    now: nowMinutes,
    nowLabel: t('strip.today'),
    summary: [
      ...stages.map((stage) => t('show.stage_said', { unit: names.unit(stage.unitCode), span: spanText([stage], t) })),
      ...(pauses.length > 0 ? [t('show.waited_said', { span: spanText(pauses, t) })] : []),
    ],
  });
}

function spanText(stretches: readonly Stretch[], t: Translator): string {
  return workingTimeText(
    stretches.reduce((sum, { fromMinutes, toMinutes }) => sum + toMinutes - fromMinutes, 0),
    t,
  );
}
