import type { Channel } from '../domain/dossier/status.js';
import type { Party, Submitter } from '../domain/dossier/party.js';
import type { Outcome } from '../domain/dossier/dossier.js';
import { limitFor, responsibleUnitOf, type ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import { deadline } from '../domain/time/deadline.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { chooseEndings, type Ending } from './plan-endings.js';
import { registrationMoments } from './plan-moments.js';
import { workOn, type PlannedStep } from './plan-work.js';
import { inventedParty, inventedPlot, inventedSubmitter, type Place } from './people.js';
import { Random } from './random.js';
import { lateReason, REFUSALS, WITHDRAWALS } from './reasons.js';
import {
  BOTH_AT_TOWN_PERCENT,
  BY_POST_PERCENT,
  CERTIFIED_AT_ONCE,
  COMMUNES,
  EXTRACT_AT_ONCE_PERCENT,
  FIELDS,
  OPENS_AT,
  RESULT_BY_POST_PERCENT,
  TOWN,
  type FieldKey,
  type FieldShape,
} from './town.js';

/** One letter of the days before the opening goes by mail: the one that meets the accident. */
const MAILED_FROM = (OPENS_AT - 10 * DAY) as Instant;

/** What the plan is made on: the shipped calendar, catalogue and units. Nothing else decides, and no clock. */
export interface Ground {
  readonly calendar: WorkingCalendar;
  readonly versions: readonly PlannableVersion[];
  readonly units: readonly { readonly code: string; readonly name: string; readonly shortName: string }[];
}

export type PlannableVersion = Pick<
  ProcedureVersion,
  'procedureCode' | 'level' | 'responsibleUnitCode' | 'limit' | 'unitAdditions' | 'stages' | 'instant'
>;

/** Received, with its promise; what becomes of it is decided after. */
export interface Received {
  readonly field: FieldKey;
  readonly version: PlannableVersion;
  readonly unitCode: string;
  readonly responsibleUnitCode: string;
  readonly instant: boolean;
  readonly at: Instant;
  readonly limit: TimeLimit;
  readonly dueAt: Instant;
  readonly lateFrom: Instant;
}

export interface PlannedDossier extends Omit<Received, 'version'> {
  readonly procedureCode: string;
  readonly channel: Exclude<Channel, 'online'>;
  readonly applicant: Party;
  readonly submitter: Submitter | null;
  readonly summary: string | null;
  readonly copies: number;
  readonly resultVia: 'desk' | 'postal';
  readonly ending: Ending;
  readonly outcome: Outcome;
  /** why it was withdrawn or refused, in the desk's words */
  readonly why: string | null;
  /** the reason a clerk will write into the apology; null when there is nothing to apologise for */
  readonly lateReason: string | null;
  /** when the result is at the desk, also when that is after the demo opens */
  readonly finishAt: Instant;
  readonly steps: readonly PlannedStep[];
}

/**
 * The year as it is to be lived: 6,000 dossiers in the order of their registration, each with all its acts.
 *
 * Pure: the same seed on the same ground gives the same year.
 */
export function planYear(seed: number, ground: Ground): PlannedDossier[] {
  const random = new Random(seed);
  const received = FIELDS.flatMap((field) => receive(field, ground, random.branch(field.key)));
  received.sort((a, b) => a.at - b.at);
  const endings = chooseEndings(received, ground.calendar, random.branch('endings'));
  const lives = random.branch('lives');
  const written = received.findIndex(({ lateFrom }, i) => endings[i]?.kind === 'late' && lateFrom >= MAILED_FROM);
  return received.map((dossier, i) => {
    const ending = endings[i];
    if (!ending) throw new RangeError('every dossier ends');
    return live(dossier, ending, { ...ground, mustHaveMail: i === written }, lives.branch(String(i)));
  });
}

function receive(field: FieldShape, { calendar, versions }: Ground, random: Random): Received[] {
  const known = new Map(versions.map((version) => [version.procedureCode, version]));
  const moments = registrationMoments(field, calendar, random.branch('moments'));
  const chosen = moments.map((at) => {
    const code = random.weighted(field.procedures);
    const version = known.get(code);
    if (!version) throw new RangeError(`the catalogue has no procedure ${code}`);
    return { at, version, unitCode: deskFor(version, random) };
  });
  const atOnce = servedAtOnce(field.key, chosen, random);
  return chosen.map(({ at, version, unitCode }, i) => {
    const desk = unitCode === TOWN ? 'district' : 'commune';
    const limit = limitFor(version, unitCode);
    const { dueAt, lateFrom } = deadline(calendar, { from: at, limit, dayZero: 'receipt' });
    if (dueAt === null || lateFrom === null) throw new RangeError('nothing waits here');
    const responsibleUnitCode = responsibleUnitOf(version, { code: unitCode, desk });
    const instant = atOnce.has(i);
    return { field: field.key, version, unitCode, responsibleUnitCode, instant, at, limit, dueAt, lateFrom };
  });
}

function deskFor({ level }: PlannableVersion, random: Random): string {
  if (level === 'district' || (level === 'both' && random.chance(BOTH_AT_TOWN_PERCENT / 100))) return TOWN;
  return random.weighted(COMMUNES.map(({ code, share }) => [code, share] as const));
}

/** Which of the field's dossiers are served while the citizen waits. */
function servedAtOnce(field: FieldKey, chosen: readonly { version: PlannableVersion }[], random: Random): Set<number> {
  const able = chosen.flatMap(({ version }, i) => (version.instant ? [i] : []));
  if (field === 'certification') return new Set(random.shuffled(able).slice(0, CERTIFIED_AT_ONCE));
  return new Set(able.filter(() => random.chance(EXTRACT_AT_ONCE_PERCENT / 100)));
}

function live(
  received: Received,
  ending: Ending,
  ground: Ground & { readonly mustHaveMail: boolean },
  random: Random,
): PlannedDossier {
  const { version, ...dossier } = received;
  const place = homeOf(dossier.unitCode, ground, random);
  const onLand = dossier.field === 'land' || dossier.field === 'building';
  const resultVia = !dossier.instant && random.chance(RESULT_BY_POST_PERCENT / 100) ? 'postal' : 'desk';
  const refused = ending.kind === 'refused';
  const work = dossier.instant
    ? { steps: [], finishAt: dossier.at, outsideFrom: null }
    : workOn(received, ending, resultVia, ground.calendar, random);
  return {
    ...dossier,
    procedureCode: version.procedureCode,
    channel: !dossier.instant && random.chance(BY_POST_PERCENT / 100) ? 'postal' : 'counter',
    applicant: inventedParty(random, place, {
      organisationShare: onLand ? 0.03 : 0,
      mustHaveMail: ground.mustHaveMail,
    }),
    submitter: inventedSubmitter(random),
    summary: onLand ? inventedPlot(random, place) : null,
    copies: dossier.field === 'certification' ? random.between(1, 12) : 1,
    resultVia,
    ending,
    outcome: refused ? 'refused' : 'granted',
    why: refused ? random.pick(REFUSALS) : ending.kind === 'withdrawn' ? random.pick(WITHDRAWALS) : null,
    lateReason: ending.kind === 'late' ? reasonOf(received, ending, work.outsideFrom, ground, random) : null,
    finishAt: work.finishAt,
    steps: work.steps,
  };
}

function homeOf(unitCode: string, { units }: Ground, random: Random): Place {
  const code = unitCode === TOWN ? random.weighted(COMMUNES.map((one) => [one.code, one.share] as const)) : unitCode;
  const name = (units.find((unit) => unit.code === code)?.name ?? '').replace(/^UBND /, '');
  return { name, isWard: name.startsWith('phường') };
}

function reasonOf(
  { responsibleUnitCode, dueAt }: Received,
  ending: Extract<Ending, { kind: 'late' }>,
  outsideFrom: { readonly unitCode: string; readonly at: Instant } | null,
  { units }: Ground,
  random: Random,
): string {
  const unit = units.find(({ code }) => code === responsibleUnitCode);
  const outside = units.find(({ code }) => code === outsideFrom?.unitCode);
  return lateReason(random, ending.cause, {
    agency: unit?.name.replace(/ Văn phòng Đăng ký đất đai.*$/, '') ?? '',
    outside: outside?.name ?? null,
    sentAt: outsideFrom?.at ?? null,
    dueAt,
  });
}
