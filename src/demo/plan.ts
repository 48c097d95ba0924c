import type { Channel } from '../domain/dossier/status.js';
import type { Party, Submitter } from '../domain/dossier/party.js';
import type { Outcome } from '../domain/dossier/dossier.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { alongside } from './plan-alongside.js';
import { chooseEndings, type Ended, type Ending } from './plan-endings.js';
import { withFaults, type PlannedFault } from './plan-faults.js';
import { bornAt, cutPower, receive, type Received } from './plan-receive.js';
import { withTroubles, type ReceiptChange } from './plan-troubles.js';
import { inOrder, workOn, type PlannedStep, type ResultVia } from './plan-work.js';
import { inventedParty, inventedPlot, inventedSubmitter, type Place } from './people.js';
import { Random } from './random.js';
import { lateReason, PAPERS_NEVER_CAME, REFUSALS, REJECTIONS, STOPPAGES, WITHDRAWALS } from './reasons.js';
import { BY_POST_PERCENT, COMMUNES, FIELDS, OPENS_AT, RESULT_BY_POST_PERCENT, TOWN } from './town.js';

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
  | 'procedureCode'
  | 'level'
  | 'responsibleUnitCode'
  | 'limit'
  | 'unitAdditions'
  | 'stages'
  | 'instant'
  | 'extraTimes'
  | 'maxSupplements'
  | 'supplementDeadlineWd'
  | 'supplementMode'
  | 'onlineLevel'
  | 'feeVnd'
>;

export interface PlannedDossier extends Omit<Received, 'version'> {
  readonly procedureCode: string;
  readonly channel: Channel;
  readonly applicant: Party;
  readonly submitter: Submitter | null;
  readonly summary: string | null;
  readonly copies: number;
  readonly resultVia: ResultVia;
  readonly ending: Ending;
  readonly outcome: Outcome;
  /** why it was withdrawn, refused, stopped or not accepted, in the desk's words */
  readonly why: string | null;
  /** the reason a clerk will write into the apology; null when there is nothing to apologise for */
  readonly lateReason: string | null;
  /** what becomes of the apology for its lateness */
  readonly apology: 'letter' | 'waived' | 'outside' | 'forgotten' | null;
  readonly receiptChange: ReceiptChange | null;
  readonly faults: readonly PlannedFault[];
  /** when the result is at the desk, also when that is after the demo opens */
  readonly finishAt: Instant;
  readonly steps: readonly PlannedStep[];
}

/**
 * The year as it is to be lived: 6,000 dossiers in the order in which the desk first meets them, each with all its acts.
 *
 * Pure: the same seed on the same ground gives the same year.
 */
export function planYear(seed: number, ground: Ground): PlannedDossier[] {
  const random = new Random(seed);
  const { calendar } = ground;
  const received = FIELDS.flatMap((field) => receive(field, ground, random.branch(field.key)));
  received.sort((a, b) => bornAt(a) - bornAt(b));
  const ended = chooseEndings(cutPower(received, calendar), calendar, random.branch('endings'));
  const lives = random.branch('lives');
  const written = ended.findIndex(
    ({ received: { lateFrom }, ending }) => ending.kind === 'late' && lateFrom !== null && lateFrom >= MAILED_FROM,
  );
  const planned = ended.map((one, i) => live(one, { ...ground, mustHaveMail: i === written }, lives.branch(String(i))));
  return withFaults(withTroubles(planned, calendar, random.branch('troubles')), calendar, random.branch('faults'));
}

function live(
  { received, ending }: Ended,
  ground: Ground & { readonly mustHaveMail: boolean },
  random: Random,
): PlannedDossier {
  const { version, ...dossier } = received;
  const { filing, instant } = dossier;
  const place = homeOf(dossier.unitCode, ground, random);
  const onLand = dossier.field === 'land' || dossier.field === 'building';
  const resultVia = resultWay(received, random);
  const copies = dossier.field === 'certification' ? random.between(1, 12) : 1;
  const atWork = !instant && ending.kind !== 'rejected';
  const work = atWork
    ? workOn(received, ending, resultVia, ground.calendar, random)
    : { steps: [], finishAt: dossier.at, outsideFrom: null };
  const extras = atWork ? alongside(received, copies, work, random) : [];
  return {
    ...dossier,
    procedureCode: version.procedureCode,
    channel: filing ? 'online' : !instant && random.chance(BY_POST_PERCENT / 100) ? 'postal' : 'counter',
    applicant: inventedParty(random, place, {
      organisationShare: onLand ? 0.03 : 0,
      mustHaveMail: ground.mustHaveMail,
    }),
    submitter: inventedSubmitter(random),
    summary: onLand ? inventedPlot(random, place) : null,
    copies,
    resultVia,
    ending,
    outcome: ending.kind === 'refused' ? 'refused' : 'granted',
    why: whyOf(received, ending, random),
    lateReason: ending.kind === 'late' ? reasonOf(received, ending, work.outsideFrom, ground, random) : null,
    apology: ending.kind === 'late' ? 'letter' : null,
    receiptChange: null,
    faults: [],
    finishAt: work.finishAt,
    steps: inOrder([...work.steps, ...extras]),
  };
}

function resultWay({ instant, filing, version }: Received, random: Random): ResultVia {
  if (instant) return 'desk';
  if (random.chance(RESULT_BY_POST_PERCENT / 100)) return 'postal';
  return filing && !filing.assisted && version.onlineLevel === 'full' ? 'online' : 'desk';
}

function whyOf({ filing, interludes }: Received, { kind }: Ending, random: Random): string | null {
  if (kind === 'refused') return random.pick(REFUSALS);
  if (kind === 'withdrawn') return random.pick(WITHDRAWALS);
  if (kind === 'rejected') return filing?.question ? PAPERS_NEVER_CAME : random.pick(REJECTIONS);
  if (kind === 'stopped') return interludes.length > 0 ? PAPERS_NEVER_CAME : random.pick(STOPPAGES);
  return null;
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
