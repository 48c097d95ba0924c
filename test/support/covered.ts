import type { Cause } from '../../src/domain/apology/cause.js';
import type { DayRange } from '../../src/domain/kpi/period.js';
import type { Queries, Row } from '../../src/platform/database/sql.js';

/** Coverage by its definition (acts.md, R31), from the rows themselves and by hand. */
export interface Covered {
  readonly opened: number;
  readonly created: number;
  readonly issued: number;
  readonly delivered: number;
  readonly presumed: number;
  readonly timely: number;
  readonly tardy: number;
  readonly automatic: number;
  readonly outside: number;
  readonly waived: number;
  readonly proven: number;
  readonly averted: number;
  readonly historic: number;
  readonly dossiers: number;
  readonly dossiersCreated: number;
  readonly dossiersIssued: number;
  readonly dossiersDelivered: number;
}

export interface CoveredWhat {
  readonly unitCodes: readonly string[];
  readonly period: DayRange;
  readonly cause?: Cause;
}

export interface Seen {
  readonly id: string;
  readonly dossierId: string;
  readonly day: string;
  readonly cause: string;
  readonly state: string;
  readonly begun: boolean;
  readonly arrived: boolean;
  readonly presumed: boolean;
  readonly row: Row;
  readonly automatic: boolean;
}

/** Counts with loops over all that `look` saw: slow, and nothing of the service in it. */
export function covered(all: readonly Seen[], what: CoveredWhat): Covered {
  const seen = all.filter(({ row }) => what.unitCodes.includes(row['unitCode'] as string));
  const counted = seen.filter(({ state }) => ['owed', 'settled', 'waived'].includes(state));
  const within = ({ day, cause }: Seen): boolean =>
    what.period.from <= day && day <= what.period.to && (what.cause === undefined || cause === what.cause);
  const number = (those: readonly Seen[], condition: (one: Seen) => boolean): number =>
    those.filter((one) => within(one) && condition(one)).length;
  const of = new Map<string, Seen[]>();
  for (const one of counted) of.set(one.dossierId, [...(of.get(one.dossierId) ?? []), one]);
  const dossiers = [...of.values()].map((own) => own.sort((a, b) => (order(a) < order(b) ? -1 : 1)));
  const dossiersOf = (condition: (one: Seen) => boolean): number =>
    dossiers.filter((own) => own[0] !== undefined && within(own[0]) && own.every(condition)).length;
  const settled = ({ state }: Seen): boolean => state === 'settled';
  const begun = (one: Seen): boolean => settled(one) || (one.state === 'owed' && one.begun);
  const late = ({ cause }: Seen): boolean => cause === 'late';
  const reached = (one: Seen): boolean => settled(one) && (one.arrived || one.presumed);
  return {
    opened: number(counted, () => true),
    created: number(counted, begun),
    issued: number(counted, settled),
    delivered: number(counted, reached),
    presumed: number(counted, (one) => settled(one) && one.presumed && !one.arrived),
    timely: number(counted, (one) => settled(one) && late(one) && Boolean(one.row['timely'])),
    tardy: number(counted, (one) => settled(one) && late(one) && !one.row['timely']),
    automatic: number(counted, (one) => settled(one) && one.automatic),
    outside: number(counted, (one) => settled(one) && one.row['outsideNumber'] !== null),
    waived: number(counted, ({ state }) => state === 'waived'),
    proven: number(counted, ({ state, row }) => state === 'waived' && row['waiverProof'] !== null),
    averted: number(seen, ({ state }) => state === 'averted'),
    historic: number(seen, ({ state }) => state === 'historic'),
    dossiers: dossiersOf(() => true),
    dossiersCreated: dossiersOf(begun),
    dossiersIssued: dossiersOf(settled),
    dossiersDelivered: dossiersOf(reached),
  };
}

/** Whole tables, as they are. */
export async function look(database: Queries): Promise<Seen[]> {
  const all = (table: string): Promise<Row[]> => database.query(`SELECT * FROM "${table}"`);
  const [obligations, links, letters, messages, deliveries] = await Promise.all(
    ['obligation', 'letter_obligation', 'letter', 'message', 'letter_delivery'].map(all),
  );
  return (obligations ?? []).map((row): Seen => {
    const letterId = row['letterId'];
    const sent = (messages ?? []).filter((message) => message['subjectId'] === letterId);
    const handed = (deliveries ?? []).some((delivery) => delivery['letterId'] === letterId);
    return {
      id: row['id'] as string,
      dossierId: row['dossierId'] as string,
      day: row['openedDay'] as string,
      cause: row['cause'] as string,
      state: row['state'] as string,
      begun: (links ?? []).some((link) => link['obligationId'] === row['id'] && Boolean(link['living'])),
      arrived: row['outsideNumber'] !== null || handed || sent.some(({ state }) => state === 'delivered'),
      presumed: sent.some(({ state }) => state === 'presumed_delivered'),
      automatic: (letters ?? []).some(({ id, mode }) => id === letterId && mode === 'auto'),
      row,
    };
  });
}

function order({ day, id }: Seen): string {
  return `${day} ${id}`;
}
