import type { About } from '../apologies/letter-lists.service.js';
import { letterBadge } from '../apologies/letter-words.view.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Letter } from '../domain/apology/letter.js';
import { localDate } from '../domain/time/plain-date.js';
import { causeText } from '../dossiers/state-words.view.js';
import type { Translator } from '../platform/templates/i18n.js';
import { choiceField, choices } from '../platform/templates/form-field.js';
import type { Badge, ChoiceGroup, EmptyState, FormField, Link } from '../platform/templates/page-parts.js';
import { dayText, fullDayText, numberText } from '../platform/templates/page-words.js';
import type { WorkChoices } from './work-choices.service.js';
import { absentText, reasonText, workBadge } from './work-words.view.js';
import type { FaultItem, WorkItem, WorkList, WorkSection } from './work-list.service.js';

export interface WorkRowView {
  readonly code: string;
  readonly href: string;
  readonly badge: Badge | null;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly reason: string;
  /** who held it for whom the reader stands in */
  readonly absent: string | null;
  readonly warning: string | null;
  readonly act: Link;
  readonly loud: boolean;
}

/** Several rows ticked, one act. */
export interface BulkView {
  readonly id: string;
  readonly action: string;
  readonly label: string;
  readonly fields: readonly FormField[];
}

export interface WorkSectionView {
  readonly key: string;
  readonly heading: string;
  readonly lead: string | null;
  readonly rows: readonly WorkRowView[];
  readonly bulk: BulkView | null;
  /** what is not shown, said; null when everything is */
  readonly more: string | null;
}

export interface WorkView {
  readonly dayText: string;
  readonly doors: readonly Link[];
  readonly sections: readonly WorkSectionView[];
  readonly empty: EmptyState | null;
}

export interface WorkReader {
  readonly by: Actor;
  readonly choices: WorkChoices;
  readonly letters: LetterWork;
}

/** Letters that wait for the reader: some of each kind, and how many are to be approved and to be printed. */
export interface LetterWork {
  readonly toApprove: number;
  readonly toPrint: number;
  readonly toSign: readonly About<{ readonly letter: Letter }>[];
  readonly toIssue: readonly About<{ readonly letter: Letter }>[];
}

/** The page of somebody's work. */
export function workView(list: WorkList, reader: WorkReader, t: Translator): WorkView {
  const sections = sectionsOf(list, reader, t).filter(({ rows }) => rows.length > 0);
  return {
    dayText: fullDayText(localDate(list.now), t),
    doors: [
      ...(reader.letters.toApprove > 0
        ? [{ href: '/letters/to-sign', label: t('work.letters_sign', { count: reader.letters.toApprove }) }]
        : []),
      ...(reader.letters.toPrint > 0
        ? [{ href: '/letters/print-queue', label: t('work.letters_print', { count: reader.letters.toPrint }) }]
        : []),
    ],
    sections,
    empty: sections.length > 0 ? null : { title: t('work.empty'), body: t('work.empty_body'), action: null },
  };
}

function sectionsOf(list: WorkList, reader: WorkReader, t: Translator): WorkSectionView[] {
  const drawn = (key: SectionKey, section: WorkSection, bulk: BulkView | null): WorkSectionView => ({
    ...head(key, section.total, section.cut, t),
    rows: section.items.map((item) => rowView(key, item, list, reader.by, t)),
    bulk: section.items.length > 0 ? bulk : null,
    more: moreText(section, t),
  });
  return [
    drawn('told', list.told, null),
    drawn('mine', list.mine, handOverBulk(reader.choices, t)),
    drawn('arriving', list.arriving, bulkOf('arriving', 'acknowledgements', [], t)),
    drawn('filings', list.filings, null),
    drawn('unassigned', list.unassigned, list.assigns ? assignmentBulk(reader.choices, t) : null),
    {
      ...head('faults', list.faults.length, false, t),
      rows: list.faults.map((fault) => faultRow(fault, t)),
      bulk: null,
      more: null,
    },
    drawn('unanswered', list.unanswered, null),
    {
      ...head('letters', reader.letters.toSign.length + reader.letters.toIssue.length, false, t),
      rows: [
        ...reader.letters.toSign.map((letter) => letterRow(letter, 'why_sign', 'approvals', t)),
        ...reader.letters.toIssue.map((letter) => letterRow(letter, 'why_issue', 'issuances', t)),
      ],
      bulk: null,
      more: null,
    },
  ];
}

function letterRow(
  { letter, subject, unitName }: About<{ readonly letter: Letter }>,
  why: 'why_sign' | 'why_issue',
  act: 'approvals' | 'issuances',
  t: Translator,
): WorkRowView {
  const href = `/letters/${letter.id}`;
  return {
    code: subject.dossier.code,
    href,
    badge: letterBadge(letter.state, t),
    procedureName: subject.procedureName,
    applicantName: `${subject.applicant.name} · ${unitName}`,
    reason: t(`dash.${why}`),
    absent: null,
    warning: null,
    act: { href, label: t(`letter.act.${act}`) },
    loud: false,
  };
}

type SectionKey = 'letters' | 'told' | 'mine' | 'arriving' | 'filings' | 'unassigned' | 'faults' | 'unanswered';

function head(
  key: SectionKey,
  total: number,
  cut: boolean,
  t: Translator,
): Pick<WorkSectionView, 'key' | 'heading' | 'lead'> {
  const n = numberText(total, t) + (cut ? '+' : '');
  return { key, heading: t(`work.head.${key}`, { n }), lead: t(`work.lead.${key}`) };
}

function moreText({ items, total, cut }: WorkSection, t: Translator): string | null {
  if (cut) return t('work.cut', { shown: numberText(items.length, t), looked: numberText(total, t) });
  return total > items.length ? t('work.more', { count: total - items.length }) : null;
}

function rowView(key: SectionKey, item: WorkItem, { now, names }: WorkList, by: Actor, t: Translator): WorkRowView {
  const { dossier, askedAt, warning, standing } = item;
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  return {
    code: dossier.code,
    href,
    badge: workBadge(item, t),
    procedureName: item.procedureName,
    applicantName: item.applicantName,
    reason: askedAt === null ? reasonText(item, now, t) : t('work.why.asked', { day: dayText(localDate(askedAt), t) }),
    absent: key === 'told' ? item.holderName : absentText(item.absent, names, t),
    warning: warning === null ? null : t(`work.warned.${warning}`),
    act: actOf(key, item, by, href, t),
    loud: standing.progress === 'overdue',
  };
}

/** The one obvious act: what brings the dossier on its way. Whether it is allowed is said by the form it leads to. */
function actOf(key: SectionKey, item: WorkItem, by: Actor, href: string, t: Translator): Link {
  const anchor = anchorOf(key, item, by);
  return anchor === null
    ? { href, label: t('list.open') }
    : { href: `${href}#${anchor}`, label: t(`work.act.${anchor}`) };
}

function anchorOf(key: SectionKey, { dossier }: WorkItem, by: Actor): string | null {
  if (key === 'arriving') return 'acknowledgements';
  if (key === 'filings') return hasRole(by, 'receiver') ? 'acceptances' : null;
  if (key === 'unanswered') return hasRole(by, 'leader') ? 'stoppages' : 'supplements';
  if (key === 'unassigned') return hasRole(by, 'division_head', 'leader') ? 'assignments' : null;
  if (key !== 'mine') return null;
  const atDesk = by.unitCode === dossier.unitCode && hasRole(by, 'receiver', 'returner', 'desk_head');
  const decides = by.unitCode === dossier.responsibleUnitCode;
  if (atDesk && (dossier.resultSentAt !== null || decides)) return 'completions';
  if (decides && dossier.resultSentAt === null && hasRole(by, 'specialist', 'leader')) return 'results';
  return 'hand-overs';
}

function faultRow({ code, procedureName, cause, reportedAt }: FaultItem, t: Translator): WorkRowView {
  const href = `/dossiers/${encodeURIComponent(code)}#faults`;
  return {
    code,
    href,
    badge: null,
    procedureName,
    applicantName: causeText(cause, t),
    reason: t('work.why.reported', { day: dayText(localDate(reportedAt), t) }),
    absent: null,
    warning: null,
    act: { href, label: t('work.act.faults') },
    loud: false,
  };
}

function bulkOf(key: SectionKey, resource: BulkResource, fields: readonly FormField[], t: Translator): BulkView {
  const id = `bulk-${key}`;
  return {
    id,
    action: `/dossiers/bulk/${resource}`,
    label: t(`work.bulk.${resource}`),
    fields: fields.map((field) => ({ ...field, id: `${id}-${field.id}` })),
  };
}

type BulkResource = 'acknowledgements' | 'hand-overs' | 'assignments';

/** `H45.20.05` hands over to a unit, `H45.20.05/minh.dv` to one person there. */
function handOverBulk({ units, colleagues }: WorkChoices, t: Translator): BulkView {
  const people = colleagues.map(({ username, fullName, unitCode }) => [`${unitCode}/${username}`, fullName] as const);
  const groups: ChoiceGroup[] = [
    choices([['', t('act.to_choose')]]),
    { ...choices(units.map(({ code, name }) => [code, name] as const)), label: t('act.to_units') },
    ...(people.length > 0 ? [{ ...choices(people), label: t('act.to_colleagues') }] : []),
  ];
  const to = choiceField({ kind: 'select', name: 'to', label: t('act.to'), required: true }, groups);
  return bulkOf('mine', 'hand-overs', [to], t);
}

function assignmentBulk({ colleagues }: WorkChoices, t: Translator): BulkView {
  const people = colleagues.map(({ username, fullName }) => [username, fullName] as const);
  const groups = [choices([['', t('work.choose_person')]]), choices(people)];
  const to = choiceField({ kind: 'select', name: 'username', label: t('work.assignee'), required: true }, groups);
  return bulkOf('unassigned', 'assignments', [to], t);
}
