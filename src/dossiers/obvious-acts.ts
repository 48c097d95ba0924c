import { isHeldBy } from '../domain/dossier/acts/permission.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { PersonAct } from '../domain/dossier/transitions.js';
import type { DossierPageFacts } from './dossier-page.service.js';

type Rule = (dossier: Dossier, facts: DossierPageFacts) => boolean;

const always: Rule = () => true;

/** What comes next in a dossier's life, the most pressing first; most depend on where the papers are. */
const NEXT: readonly (readonly [act: PersonAct, when: Rule])[] = [
  ['acknowledge', always],
  ['accept', ({ askedFirst, answerDueAt }) => !askedFirst || answerDueAt !== null],
  ['supplement_filing', always],
  ['receive_supplement', always],
  ['confirm_payment', always],
  ['return', always],
  [
    'complete',
    ({ resultSentAt, holder, responsibleUnitCode, unitCode }) => {
      return resultSentAt !== null || (holder.unitCode === unitCode && responsibleUnitCode === unitCode);
    },
  ],
  ['assign', ({ holder }) => holder.username === null],
  [
    'transfer_result',
    ({ holder, responsibleUnitCode }, { by }) => {
      return holder.unitCode === responsibleUnitCode && isHeldBy(holder, by);
    },
  ],
  ['hand_over', ({ holder, resultSentAt }, { by }) => resultSentAt === null && isHeldBy(holder, by)],
  ['complete', always],
];

const MOST = 2;

/** The one or two acts that somebody who opens this page most probably came for. */
export function obviousActs(allowed: readonly PersonAct[], facts: DossierPageFacts): PersonAct[] {
  const { dossier } = facts.record;
  const fitting = NEXT.filter(([act, when]) => allowed.includes(act) && when(dossier, facts));
  return [...new Set(fitting.map(([act]) => act))].slice(0, MOST);
}
