import { letterBadge } from '../apologies/letter-words.view.js';
import { standingBadge } from '../dossiers/state-words.view.js';
import { nextMomentOf } from '../domain/dossier/dossier.js';
import type { Translator } from '../platform/templates/i18n.js';
import { momentText } from '../platform/templates/page-words.js';
import type { DashboardView, TodoRow } from './dashboard.view.js';
import type { WaitingWork } from './waiting-work.service.js';

/** "Đang chờ bạn": letters to sign and to issue, then dossiers, then what lies at the printer. */
export function todoView(work: WaitingWork, username: string, t: Translator): DashboardView['todo'] {
  const rows = [
    ...work.toSign.map((letter) => letterRow(letter, 'dash.why_sign', 'letter.act.approvals', t)),
    ...work.toIssue.map((letter) => letterRow(letter, 'dash.why_issue', 'letter.act.issuances', t)),
    ...work.dossiers.map((dossier) => dossierRow(dossier, t)),
  ];
  const held = { label: t('dash.mine_more'), href: `/dossiers?assignee=${encodeURIComponent(username)}` };
  const printing = { label: t('dash.print', { count: work.toPrint }), href: '/letters/print-queue' };
  return {
    rows,
    empty: rows.length > 0 ? null : { title: t('dash.mine_empty'), body: t('dash.mine_empty_body'), action: null },
    doors: [...(work.toPrint > 0 ? [printing] : []), ...(work.moreDossiers ? [held] : [])],
  };
}

function letterRow(
  { letter, subject, unitName }: WaitingWork['toSign'][number],
  why: 'dash.why_sign' | 'dash.why_issue',
  act: 'letter.act.approvals' | 'letter.act.issuances',
  t: Translator,
): TodoRow {
  const href = `/letters/${letter.id}`;
  return {
    code: subject.dossier.code,
    href,
    standing: letterBadge(letter.state, t),
    procedureName: subject.procedureName,
    applicantName: subject.applicant.name,
    holderText: unitName,
    why: t(why),
    act: { href, label: t(act) },
  };
}

function dossierRow(waiting: WaitingWork['dossiers'][number], t: Translator): TodoRow {
  const { dossier, standing, handed, procedureName, applicantName, holderName } = waiting;
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  return {
    code: dossier.code,
    href,
    standing: standingBadge(standing, t),
    procedureName,
    applicantName,
    holderText: t('dash.holder', { unit: holderName }),
    why: handed
      ? t('dash.why_handed')
      : t('dash.why_held', { moment: momentText(nextMomentOf(dossier) ?? dossier.lastEventAt, t) }),
    act: handed
      ? { href: `${href}#acknowledgements`, label: t('act.acknowledgements') }
      : { href, label: t('list.open') },
  };
}
