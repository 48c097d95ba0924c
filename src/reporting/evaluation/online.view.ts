import { onlineOf, paidOf } from '../../domain/kpi/desk-work.js';
import { onlineShares, type OnlineShare } from '../../domain/kpi/online-shares.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, EmptyState } from '../../platform/templates/page-parts.js';
import { shareText } from '../../platform/templates/page-words.js';
import { dossiersHref } from '../dossier-links.js';
import type { EvaluationFrame } from './evaluation-frame.service.js';
import { evaluationHead, numberCell, type EvaluationHead } from './evaluation-words.view.js';

/** GET /reports/online. Template pages/reports/online. */
export interface OnlineView extends EvaluationHead {
  readonly groups: readonly ShareGroup[];
  /** nothing came in, was filed or was paid: there are no shares */
  readonly empty: EmptyState | null;
  readonly units: readonly (readonly ChartCell[])[];
}

export interface ShareGroup {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly ShareRow[];
  /** what is not recorded here, so that nobody takes the number for more than it is */
  readonly note: string;
}

export interface ShareRow {
  readonly label: string;
  readonly rateText: string;
  readonly part: ChartCell;
  readonly whole: ChartCell;
  readonly definition: string;
}

export function onlineView(frame: EvaluationFrame, t: Translator): OnlineView {
  const { work } = frame;
  const { received, filed } = work.total;
  const groups = onlineShares(work.total).filter(({ shares }) => shares.some(({ whole }) => whole > 0));
  return {
    ...evaluationHead(frame, '/reports/online', t),
    empty:
      received + filed + paidOf(work.total) > 0 ? null : { title: t('k.na'), body: t('online.empty'), action: null },
    groups: groups.map(({ key, shares }) => ({
      key,
      title: t(`online.group.${key}`),
      rows: shares.map((share) => shareRow(share, frame, t)),
      note: t(`online.note.${key}`),
    })),
    units: work.byUnit.length < 2 ? [] : work.byUnit.filter(isBusy).map((unit) => unitRow(unit, frame, t)),
  };
}

/** Only what came in has a list of exactly these dossiers: the list knows no level of a service, and no payments. */
function shareRow({ key, part, whole }: OnlineShare, frame: EvaluationFrame, t: Translator): ShareRow {
  const { code } = frame.scope.unit;
  return {
    label: t(`online.rate.${key}`),
    rateText: shareText(part, whole, t),
    part: numberCell(part, key === 'online' ? received(frame, code, 'online') : null, t),
    whole: numberCell(whole, key === 'online' ? received(frame, code, null) : null, t),
    definition: t(`online.definition.${key}`),
  };
}

function unitRow(
  { code, name, work }: EvaluationFrame['work']['byUnit'][number],
  frame: EvaluationFrame,
  t: Translator,
): ChartCell[] {
  const text = (said: string): ChartCell => ({ text: said, href: null });
  return [
    text(name),
    numberCell(work.received, received(frame, code, null), t),
    numberCell(onlineOf(work), received(frame, code, 'online'), t),
    text(shareText(onlineOf(work), work.received, t)),
    text(shareText(work.answeredInTime, work.answered, t)),
    text(shareText(work.sentBack, work.answered, t)),
    text(shareText(paidOf(work) - work.paidCash, paidOf(work), t)),
  ];
}

function received({ period, today }: EvaluationFrame, unitCode: string, channel: 'online' | null): string | null {
  const row = channel === null ? null : ({ by: 'channel', key: channel } as const);
  return dossiersHref({ unitCode, from: period.from, to: period.to, measure: 'received', row }, today);
}

/** Most units of a tree receive nothing themselves: a line of dashes each would hide the others. */
function isBusy({ work }: EvaluationFrame['work']['byUnit'][number]): boolean {
  return work.received + work.filed + paidOf(work) > 0;
}
