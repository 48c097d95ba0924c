import type { DeskWork } from '../../domain/kpi/desk-work.js';
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

type Share = readonly [key: string, part: number, whole: number];

export function onlineView(frame: EvaluationFrame, t: Translator): OnlineView {
  const { work } = frame;
  const { received, filed } = work.total;
  const groups = groupsOf(work.total).filter(([, shares]) => shares.some(([, , whole]) => whole > 0));
  return {
    ...evaluationHead(frame, t),
    empty: received + filed + paid(work.total) > 0 ? null : { title: t('k.na'), body: t('online.empty'), action: null },
    groups: groups.map(([key, shares]) => ({
      key,
      title: t(`online.group.${key}`),
      rows: shares.map((share) => shareRow(share, frame, t)),
      note: t(`online.note.${key}`),
    })),
    units: work.byUnit.length < 2 ? [] : work.byUnit.filter(isBusy).map((unit) => unitRow(unit, frame, t)),
  };
}

function groupsOf(work: DeskWork): readonly (readonly [key: string, shares: readonly Share[]])[] {
  const all = online(work);
  const cashless = paid(work) - work.paidCash;
  return [
    [
      'share',
      [
        ['online', all, work.received],
        ['full', work.onlineFull, all],
        ['partial', work.onlinePartial, all],
        ['other', work.onlineOther, all],
        ['assisted', work.assisted, all],
      ],
    ],
    [
      'answer',
      [
        ['answered', work.answered, work.filed],
        ['in_time', work.answeredInTime, work.answered],
        ['sent_back', work.sentBack, work.answered],
        ['rejected', work.rejected, work.answered],
      ],
    ],
    [
      'paid',
      [
        ['cashless', cashless, paid(work)],
        ['transfer', work.paidTransfer, paid(work)],
        ['card', work.paidCard, paid(work)],
        ['qr', work.paidQr, paid(work)],
        ['cash', work.paidCash, paid(work)],
      ],
    ],
  ];
}

/** Only what came in has a list of exactly these dossiers: the list knows no level of a service, and no payments. */
function shareRow([key, part, whole]: Share, frame: EvaluationFrame, t: Translator): ShareRow {
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
    numberCell(online(work), received(frame, code, 'online'), t),
    text(shareText(online(work), work.received, t)),
    text(shareText(work.answeredInTime, work.answered, t)),
    text(shareText(work.sentBack, work.answered, t)),
    text(shareText(paid(work) - work.paidCash, paid(work), t)),
  ];
}

function received({ period, today }: EvaluationFrame, unitCode: string, channel: 'online' | null): string | null {
  const row = channel === null ? null : ({ by: 'channel', key: channel } as const);
  return dossiersHref({ unitCode, from: period.from, to: period.to, measure: 'received', row }, today);
}

/** Most units of a tree receive nothing themselves: a line of dashes each would hide the others. */
function isBusy({ work }: EvaluationFrame['work']['byUnit'][number]): boolean {
  return work.received + work.filed + paid(work) > 0;
}

function online({ onlineFull, onlinePartial, onlineOther }: DeskWork): number {
  return onlineFull + onlinePartial + onlineOther;
}

function paid({ paidCash, paidTransfer, paidCard, paidQr }: DeskWork): number {
  return paidCash + paidTransfer + paidCard + paidQr;
}
