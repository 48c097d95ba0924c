import { localDate } from '../domain/time/plain-date.js';
import type { Templates } from '../platform/templates/handlebars.js';
import type { Translator } from '../platform/templates/i18n.js';
import { dayText } from '../platform/templates/page-words.js';
import { reasonText, workBadge } from './work-words.view.js';
import type { DigestContents } from './digest-contents.service.js';
import type { DigestSection } from './digest-tellers.js';
import type { WorkItem, WorkList } from './work-list.service.js';

export interface DigestMail {
  readonly title: string;
  readonly text: string;
  readonly html: string;
  /** how much there is to do; 0: nothing to write */
  readonly items: number;
}

/** As many as one begins a morning with. */
const FIRST = 6;

interface Frame {
  readonly fullName: string;
  /** where the list is opened */
  readonly url: string;
  readonly illustration: boolean;
  /** under which the picture of the first chart goes along; null: there is none */
  readonly picture: string | null;
}

/** The list of a morning: how the unit stands, for its heads; counts; what to do first. Nothing of citizens. */
export function digestMail(
  { list, silent, toSign, sections }: DigestContents,
  frame: Frame,
  templates: Templates,
  t: Translator,
): DigestMail {
  const alarms = silent.map(({ name, days, owed }) => ({
    n: owed,
    text: t('heal.silence', { unit: name, days: String(days), owed: String(owed) }),
  }));
  const letters = toSign > 0 ? [{ n: toSign, text: t('work.letters_sign', { count: toSign }) }] : [];
  const lines = [...alarms, ...letters, ...countLines(list, t)];
  const first = [...list.told.items, ...list.mine.items].slice(0, FIRST).map((item) => rowOf(item, list, t));
  const title = t('work.digest.title', { day: dayText(localDate(list.now), t) });
  const greeting = t('work.digest.greeting', { name: frame.fullName });
  const own = sections.length > 0 && lines.length > 0 ? t('work.digest.own') : null;
  const view = {
    title,
    greeting,
    sections: sections.map((one) => sectionView(one, frame)),
    own,
    lines: lines.map(({ text }) => text),
    first,
    ...frame,
  };
  const text = [
    greeting,
    ...sections.flatMap(sectionText),
    ...(own === null ? [] : ['', own]),
    ...lines.map((line) => `- ${line.text}`),
    ...(first.length > 0 ? [t('work.digest.first')] : []),
    ...first.map(({ code, procedure, left, reason }) => `- ${code}, ${procedure}: ${left}; ${reason}`),
    `${t('work.digest.open')}: ${frame.url}`,
  ];
  return {
    title,
    text: `${text.join('\n')}\n`,
    html: templates.render('mails/digest', {
      ...view,
      firstHeading: t('work.digest.first'),
      open: t('work.digest.open'),
    }),
    items: sections.length + lines.reduce((sum, { n }) => sum + n, 0),
  };
}

function sectionView({ chart, ...section }: DigestSection, { picture }: Frame): object {
  return { ...section, picture: chart && picture !== null ? { cid: picture, alt: chart.alt } : null };
}

function sectionText({ title, lines, rows }: DigestSection): string[] {
  return ['', title, ...lines, ...rows.map(({ code, text }) => `- ${code}: ${text}`)];
}

function countLines(list: WorkList, t: Translator): { readonly n: number; readonly text: string }[] {
  const late = list.mine.items.filter(({ standing }) => standing.progress === 'overdue').length;
  const today = list.mine.items.filter(({ standing }) => standing.dueToday && standing.progress !== 'overdue').length;
  const counted = [
    ['told', list.told.total],
    ['mine', list.mine.total],
    ['arriving', list.arriving.total],
    ['filings', list.filings.total],
    ['unassigned', list.unassigned.total],
    ['faults', list.faults.length],
    ['unanswered', list.unanswered.total],
  ] as const;
  return counted
    .filter(([, n]) => n > 0)
    .map(([key, n]) => {
      const text = t(`work.head.${key}`, { n });
      return {
        n,
        text: key === 'mine' && late + today > 0 ? `${text}; ${t('work.digest.pressing', { late, today })}` : text,
      };
    });
}

function rowOf(item: WorkItem, { now }: WorkList, t: Translator) {
  const { dossier, procedureName } = item;
  return {
    code: dossier.code,
    procedure: procedureName,
    left: workBadge(item, t).text,
    reason: reasonText(item, now, t),
  };
}
