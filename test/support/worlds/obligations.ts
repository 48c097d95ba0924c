import type { Instant } from '../../../src/domain/time/instant.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import { readInstant } from '../../../src/platform/database/instant-column.js';
import type { Row } from '../../../src/platform/database/sql.js';
import type { Link } from './ledger.js';

type Say = (what: string) => void;

export interface Owing {
  readonly links: readonly Link[];
  readonly obligations: readonly Row[];
  readonly faults: readonly Row[];
  /** letters that name an obligation: `obligationId`, `living`, `letterId`, `state`, `forecast`, `numberedAt` */
  readonly letters: readonly Row[];
  readonly apologiesFrom: string | null;
  readonly now: Instant;
}

/**
 * What a dossier is owed, after a sweep: one obligation for each cause; lateness exactly where the promise was broken or
 * a delay was declared; a fault exactly where one was confirmed; averted only what never came to be late.
 *
 * Source: acts.md, risk is not obligation; R29, R32.
 */
export function expectObligations({ links, obligations, faults, letters, apologiesFrom, now }: Owing, say: Say): void {
  const dossier = links.at(-1)?.after;
  if (!dossier) return;
  const causes = obligations.map(({ cause }) => String(cause));
  if (new Set(causes).size < causes.length) say(`owes twice: ${causes.join(', ')}`);
  const { lateFrom, settlement, instant, voidedAt, acceptedAt } = dossier;
  if (acceptedAt === null && obligations.length + faults.length > 0) say('owes something though nothing was promised');
  const until = settlement?.finishedAt ?? now;
  const broken = !instant && voidedAt === null && lateFrom !== null && lateFrom <= until;
  const declared = links.some(({ act }) => act === 'declare_delay');
  const late = obligations.find(({ cause }) => cause === 'late');
  if (dossier.breachNoted !== broken) say(`breach noted: ${String(dossier.breachNoted)}, broken: ${String(broken)}`);
  if (Boolean(late) !== (broken || declared))
    say(`broken ${String(broken)}, declared ${String(declared)}, owed ${String(late?.['state'])}`);
  if (late)
    expectLate(late, { broken, declared, lateFrom, over: settlement !== null || voidedAt !== null, letters }, say);
  const confirmed = new Set(faults.filter(({ state }) => state === 'confirmed').map(({ cause }) => String(cause)));
  for (const cause of new Set([...confirmed, ...causes.filter((one) => one !== 'late')])) {
    if (!confirmed.has(cause) || !causes.includes(cause))
      say(`${cause}: confirmed ${String(confirmed.has(cause))}, owed ${causes.join()}`);
  }
  for (const obligation of obligations) expectEnd(obligation, letters, apologiesFrom, say);
}

interface Lateness {
  readonly broken: boolean;
  readonly declared: boolean;
  readonly lateFrom: Instant | null;
  readonly over: boolean;
  readonly letters: readonly Row[];
}

function expectLate(late: Row, { broken, declared, lateFrom, over, letters }: Lateness, say: Say): void {
  const state = String(late['state']);
  if (broken && !declared && readInstant(late['since']) !== lateFrom)
    say('is owed since another moment than it is late');
  if (state === 'averted' && (broken || !declared)) say('averted what was late');
  const numbered = letters.some((letter) => letter['obligationId'] === late['id'] && letter['numberedAt'] !== null);
  if (over && !broken && state === 'owed' && !numbered) say('did not avert what never came to be late');
}

function expectEnd(obligation: Row, letters: readonly Row[], apologiesFrom: string | null, say: Say): void {
  const { id, cause, state, letterId, outsideNumber } = obligation;
  const own = letters.filter((letter) => letter['obligationId'] === id);
  const issued = own.filter((letter) => letter['state'] === 'issued').map((letter) => letter['letterId']);
  if (state === 'settled' && outsideNumber === null && !issued.includes(letterId))
    say(`${String(cause)} is settled by no letter`);
  if (state === 'owed' && issued.length > 0) say(`${String(cause)} is owed still, with its letter issued`);
  const living = own.filter((letter) => ['drafted', 'approved', 'numbered'].includes(String(letter['state'])));
  if (living.length > 1) say(`${String(cause)} has ${String(living.length)} letters under way`);
  const named = own.some(
    (letter) => Boolean(letter['living']) && ['numbered', 'issued'].includes(String(letter['state'])),
  );
  if (named !== (obligation['numberedAt'] !== null)) say(`${String(cause)} and its letter differ on its number`);
  const historic = apologiesFrom !== null && localDate(readInstant(obligation['since'])) < apologiesFrom;
  if (historic !== (state === 'historic')) say(`${String(cause)} since before the day is ${String(state)}`);
}
