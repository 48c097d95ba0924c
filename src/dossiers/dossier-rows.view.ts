import type { Actor } from '../domain/accounts/roles.js';
import { hindranceTo } from '../domain/dossier/acts/hindrance.js';
import type { Outside } from '../domain/dossier/acts/permission.js';
import type { PersonAct } from '../domain/dossier/transitions.js';
import { nextMomentOf, type Dossier } from '../domain/dossier/dossier.js';
import { STATUSES } from '../domain/dossier/status.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { EmptyState, Link } from '../platform/templates/page-parts.js';
import { momentText } from '../platform/templates/page-words.js';
import { STANDINGS, type Sort } from './dossier-list.dto.js';
import type { ListRow } from './dossier-list.repository.js';
import type { DossierRow } from './dossier-list.view.js';
import type { Asked } from './list-filters.view.js';
import { standingBadge, stateBadge, statusBadge, type Standing } from './state-words.view.js';

/** A row with what its words need. */
export interface RowFacts extends ListRow {
  readonly standing: Standing;
  readonly procedureName: string;
  readonly holderName: string;
  readonly outside: Outside;
}

/** The one obvious act of a row, the most pressing first; handing on only to whom it was given by name. */
const NEXT: readonly (readonly [act: PersonAct, anchor: string])[] = [
  ['acknowledge', 'acknowledgements'],
  ['return', 'returns'],
  ['hand_over', 'hand-overs'],
];

export function dossierRow(facts: RowFacts, by: Actor, t: Translator): DossierRow {
  const { dossier, standing } = facts;
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  const next = NEXT.find(([act]) => waitsForReader(act, facts, by));
  const nextAct: Link | null = next ? { label: t(`act.${next[1]}`), href: `${href}#${next[1]}` } : null;
  return {
    code: dossier.code,
    href,
    procedureName: facts.procedureName,
    applicantName: facts.applicantName,
    status: stateBadge(dossier, t),
    standing: standingBadge(standing, t),
    dueText: dueText(dossier, t),
    holderText: facts.holderName,
    nextAct,
    loud: standing.progress === 'overdue',
  };
}

/** A filing that waits for its citizen has no moment to be done by. */
function dueText(dossier: Dossier, t: Translator): string {
  const moment = nextMomentOf(dossier);
  return moment === null ? t('promise.none') : momentText(moment, t);
}

function waitsForReader(act: PersonAct, { dossier, outside }: RowFacts, by: Actor): boolean {
  if (hindranceTo(act, dossier, by, outside) !== null) return false;
  return act !== 'hand_over' || isGivenTo(dossier, by);
}

function isGivenTo({ holder }: Dossier, by: Actor): boolean {
  return holder.username === by.username;
}

/** The list in words: `Hồ sơ đang trễ hạn · Phòng Quản lý đô thị`. */
export function listHeading(asked: Asked, unitName: string | null, t: Translator): string {
  const standing = STANDINGS.find((each) => each === asked['timeliness']);
  const status = STATUSES.find((each) => each === asked['status']);
  const plain = status === undefined ? t('nav.search') : statusBadge(status, t).text;
  const what = standing === undefined ? plain : t(`list.of.${standing}`);
  return unitName === null ? what : `${what} · ${unitName}`;
}

export function orderNote(sort: Sort, t: Translator): string {
  return t(`list.order.${sort}`);
}

export function emptyList(filtered: boolean, mayReceive: boolean, t: Translator): EmptyState {
  if (filtered) return { title: t('list.none'), body: t('list.none_hint'), action: null };
  return {
    title: t('list.begin'),
    body: t('list.begin_hint'),
    action: mayReceive ? { label: t('nav.intake'), href: '/dossiers/new' } : null,
  };
}
