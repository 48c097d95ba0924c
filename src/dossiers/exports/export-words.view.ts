import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact } from '../../platform/templates/page-parts.js';
import { dayText, momentText, numberText } from '../../platform/templates/page-words.js';
import { MOST_ROWS, type ExportState, type RegisterExport } from './register-export.js';

/** Also alone, every two seconds, while it is made. Template pages/imports/progress. */
export interface ExportProgressView {
  readonly href: string;
  readonly state: Badge;
  readonly sentence: string;
  readonly bar: { readonly value: number; readonly max: number; readonly text: string } | null;
  readonly moves: boolean;
}

/** GET /papers/register/exports/{id}. Template pages/papers/export. */
export interface ExportView {
  readonly heading: string;
  readonly progress: ExportProgressView;
  readonly fileHref: string | null;
  readonly facts: readonly Fact[];
  readonly acts: readonly ActForm[];
}

const LOOKS: Readonly<Record<ExportState, Omit<Badge, 'text'>>> = {
  waiting: { tone: 'brand', shape: 'ring' },
  ready: { tone: 'ok', shape: 'tick' },
  stopped: { tone: 'neutral', shape: 'cross' },
  failed: { tone: 'late', shape: 'cross' },
  removed: { tone: 'neutral', shape: 'cross' },
};

export function exportBadge(state: ExportState, t: Translator): Badge {
  return { ...LOOKS[state], text: t(`exports.state.${state}`) };
}

export function hrefOfExport({ id }: Pick<RegisterExport, 'id'>): string {
  return `/papers/register/exports/${id}`;
}

export function daysText({ from, to }: Pick<RegisterExport, 'from' | 'to'>, t: Translator): string {
  return t('exports.days', { from: dayText(from, t), to: dayText(to, t) });
}

export function exportView(one: RegisterExport, unitName: string, t: Translator): ExportView {
  return {
    heading: t('exports.heading', { unit: unitName }),
    progress: exportProgressView(one, t),
    fileHref: one.state === 'ready' ? `${hrefOfExport(one)}/file` : null,
    facts: factsOf(one, unitName, t),
    acts: actsOf(one, t),
  };
}

export function exportProgressView(one: RegisterExport, t: Translator): ExportProgressView {
  return {
    href: hrefOfExport(one),
    state: exportBadge(one.state, t),
    sentence: sentenceOf(one, t),
    bar: one.state === 'waiting' ? barOf(one, t) : null,
    moves: one.state === 'waiting',
  };
}

function sentenceOf({ state, fault, total, rows, expiresAt }: RegisterExport, t: Translator): string {
  if (fault !== null) return t(`exports.fault.${fault}`, { most: numberText(MOST_ROWS, t) });
  if (state === 'waiting') return t(total === null ? 'exports.say.counting' : 'exports.say.gathering');
  const said = { rows: numberText(rows, t), until: expiresAt === null ? '' : momentText(expiresAt, t) };
  return t(`exports.say.${state}`, said);
}

/** While rows come in the register may grow: the bar never runs over. */
function barOf({ total, rows }: RegisterExport, t: Translator): ExportProgressView['bar'] {
  if (total === null) return null;
  const max = Math.max(total, rows);
  return { value: rows, max, text: t('exports.rows_of', { rows: numberText(rows, t), total: numberText(max, t) }) };
}

function factsOf(one: RegisterExport, unitName: string, t: Translator): Fact[] {
  const said = (label: string, value: string): Fact => ({ label, value, href: null, hint: null });
  const desks = one.unitCodes.length;
  const megabytes = one.fileBytes === null ? null : numberText(Math.ceil(one.fileBytes / 1024 ** 2), t);
  return [
    said(
      t('papers.register.unit'),
      desks > 1 ? t('exports.desks', { unit: unitName, n: numberText(desks, t) }) : unitName,
    ),
    said(t('exports.period'), daysText(one, t)),
    said(t('exports.asked_at'), momentText(one.askedAt, t)),
    said(t('exports.phones'), t(one.phones ? 'exports.phones_whole' : 'exports.phones_masked')),
    ...(megabytes === null ? [] : [said(t('exports.size'), t('exports.megabytes', { n: megabytes }))]),
  ];
}

function actsOf(one: RegisterExport, t: Translator): ActForm[] {
  const path = hrefOfExport(one);
  const resume = act({ key: 'resumptions', action: `${path}/resumptions`, label: t('exports.resume'), primary: true });
  const stop = act({ key: 'stops', action: `${path}/stops`, label: t('exports.stop') });
  const remove = act({ key: 'removals', action: `${path}/removals`, label: t('exports.remove'), danger: true });
  if (one.state === 'removed') return [];
  if (one.state === 'waiting') return [stop, remove];
  return one.state === 'ready' ? [remove] : [resume, remove];
}
