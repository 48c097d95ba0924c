import { NO_DESK_WORK, type DeskMeasure, type DeskWork } from '../../../src/domain/kpi/desk-work.js';
import { timePoints } from '../../../src/domain/kpi/desk-evaluation.js';
import type { Counts } from '../../../src/domain/kpi/on-time-rate.js';
import type { Period } from '../../../src/domain/kpi/period.js';
import { countProcedures } from '../../../src/domain/kpi/procedure-counts.js';
import { ruleRatio, type RuleDossier } from '../../../src/domain/kpi/qd766.js';
import { durationBucket, percentileOf, type StageMovement } from '../../../src/domain/kpi/stage-time.js';
import { addDays, localDate, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { DeskCountService } from '../../../src/reporting/evaluation/desk-count.service.js';
import { DeskEvaluationService } from '../../../src/reporting/evaluation/desk-evaluation.service.js';
import { ProcedureCountsService } from '../../../src/reporting/procedures/procedure-counts.service.js';
import { Qd766Rule } from '../../../src/reporting/qd766/qd766-rule.service.js';
import { Qd766Service } from '../../../src/reporting/qd766/qd766.service.js';
import { StagesService } from '../../../src/reporting/stages/stages.service.js';
import type { Asked } from './ask-counts.js';
import { PROCEDURES, PROOF_UNITS, TODAY, TOP, type Drawn } from './drawn.js';
import { groupedBy, type Recount } from './recount.js';

/** What is counted at night, as it is after a night. */
export async function passNight({ world }: Asked): Promise<void> {
  await world.get(DeskCountService, { strict: false }).run();
  await world.get(Qd766Rule, { strict: false }).count();
}

/** Reports of periods made of whole half-months: procedures, QĐ 766, evaluation of the desk. */
export async function askHalves(asked: Asked): Promise<void> {
  const { world, reader, recount, tally, periods } = asked;
  const procedures = world.get(ProcedureCountsService, { strict: false });
  const indicators = world.get(Qd766Service, { strict: false });
  const desk = world.get(DeskEvaluationService, { strict: false });
  for (const unit of recount.units) {
    for (const period of periods.whole) {
      const [where, question] = [`${unit} ${period.code}`, { unit, period: period.code }];
      const { counts } = await procedures.report(reader, question);
      tally.compare('procedures', where, counts, proceduresOf(recount, unit, period));
      if (period.to >= '2022-06-23') {
        const { plain, rule } = await indicators.report(reader, question);
        tally.compare('QĐ 766, plain', where, plain, plainOf(recount.counts(unit, soFar(period, TODAY))));
        if (rule) tally.compare('QĐ 766, rule 2.1', where, rule, ruleOf(recount.during(unit, period), period));
      }
      const { frame, all, units } = await desk.of(question, reader);
      const points = (given: Counts) => timePoints(given);
      tally.compare(
        'desk evaluation',
        where,
        { work: known(frame.work.total), time: all.time, units: new Map(units.map(({ code, time }) => [code, time])) },
        {
          work: known(workOf(recount.during(unit, period), period)),
          time: points(recount.counts(unit, period)),
          units: recount.subtreeOf(unit).length < 2 ? {} : new Map([...recount.by(unit, 'unit', period)].map(([code, each]) => [code, points(each)])), // prettier-ignore
        },
      );
    }
  }
}

/** Where time went: held and lost minutes, P50 and P90 of each stage, and who held it. */
export async function askStages({ world, reader, recount, tally, periods }: Asked): Promise<void> {
  const service = world.get(StagesService, { strict: false });
  const stages = recount.drawn.flatMap((each) => each.stages);
  for (const unit of recount.units) {
    const inside = stages.filter(({ unitCode }) => recount.path(unitCode).includes(unit));
    for (const period of periods.whole) {
      const { lines } = await service.report(reader, { unit, period: period.code });
      tally.compare(
        'stages',
        `${unit} ${period.code}`,
        new Map(
          lines.map(({ procedureCode, stageNo, holders, stages: n, heldMinutes, lateMinutes, p50, p90 }) => [
            `${procedureCode}.${String(stageNo)}`,
            {
              ...{ stages: n, heldMinutes, lateMinutes, p50, p90 },
              holders: new Map(holders.map((one) => [one.unitCode, heldBy(one)])),
            },
          ]),
        ),
        stageLines(recount, unit, inside.filter(({ day }) => day >= period.from && day <= period.to)), // prettier-ignore
      );
    }
  }
}

interface Held {
  readonly stages: number;
  readonly heldMinutes: number;
  readonly lateMinutes: number;
}

function heldBy({ stages, heldMinutes, lateMinutes }: Held): Held {
  return { stages, heldMinutes, lateMinutes };
}

function heldOf(some: readonly StageMovement[]): Held {
  const sum = (of: (one: StageMovement) => number): number => some.reduce((total, one) => total + of(one), 0);
  return {
    stages: some.length,
    heldMinutes: sum((one) => one.heldMinutes),
    lateMinutes: sum((one) => one.lateMinutes),
  };
}

function stageLines(recount: Recount, unit: string, stages: readonly StageMovement[]): Map<string, object> {
  const lines = groupedBy(stages, ({ procedureCode, stageNo }) => `${procedureCode}.${String(stageNo)}`);
  return new Map(
    [...lines].map(([key, some]) => {
      const buckets = some.map(({ heldMinutes }) => ({ bucket: durationBucket(heldMinutes), n: 1 }));
      const holders = groupedBy(some, ({ unitCode }) => recount.branch(unit, unitCode));
      return [
        key,
        {
          ...heldOf(some),
          ...{ p50: percentileOf(buckets, 0.5), p90: percentileOf(buckets, 0.9) },
          holders: new Map([...holders].map(([code, own]) => [code, heldOf(own)])),
        },
      ];
    }),
  );
}

function proceduresOf(recount: Recount, unit: string, period: Period) {
  const inside = recount.subtreeOf(unit);
  const kind = unit === TOP ? 'town' : PROOF_UNITS.find(([code]) => code === unit)?.[2];
  const offered = PROCEDURES.filter(([, , { level, responsibleUnitCode }]) => {
    if (kind === 'town') return true;
    if (kind === 'commune') return level !== 'district';
    return inside.includes(responsibleUnitCode ?? '');
  });
  const filed = recount
    .during(unit, period)
    .filter(({ fact }) => fact.acceptedDay >= period.from && fact.acceptedDay <= period.to);
  return countProcedures(
    offered.map(([procedureCode, fieldCode, { onlineLevel }]) => ({
      ...{ procedureCode, fieldCode, onlineLevel: onlineLevel ?? 'none' },
    })),
    filed.map(({ fact: { procedureCode, channel } }) => ({ procedureCode, channel, received: 1 })),
    [],
  );
}

function soFar(period: Period, last: PlainDate): Period {
  return period.to < last ? period : { ...period, to: last };
}

function plainOf({ received, carried, early, onTime, inTime }: Counts) {
  return { part: early + onTime + inTime, whole: received + carried };
}

/** The night knows the days up to yesterday. */
function ruleOf(drawn: readonly Drawn[], period: Period) {
  const known = soFar(period, addDays(TODAY, -1));
  const dossiers = drawn.map(({ fact, requests }): RuleDossier => ({
    ...fact,
    requests: requests.map(({ askedAt, receivedAt }) => ({
      askedDay: localDate(askedAt),
      receivedDay: receivedAt === null ? null : localDate(receivedAt),
    })),
  }));
  return { through: known.to, ...ruleRatio(dossiers, known) };
}

const WORK = ['contactsNone', 'contactsOnce', 'contactsMore', 'received', 'onlineFull', 'onlinePartial', 'onlineOther', 'assisted'] as const satisfies readonly DeskMeasure[]; // prettier-ignore

function known(work: DeskWork): object {
  return Object.fromEntries(WORK.map((name) => [name, work[name]]));
}

function workOf(drawn: readonly Drawn[], { from, to }: Period): DeskWork {
  const work: Record<DeskMeasure, number> = { ...NO_DESK_WORK };
  const within = (day: string | null): boolean => day !== null && day >= from && day <= to;
  for (const { fact, assisted, askedFirst, requests } of drawn) {
    const contacts = requests.length + (askedFirst ? 1 : 0);
    if (within(fact.finishedDay))
      work[contacts === 0 ? 'contactsNone' : contacts === 1 ? 'contactsOnce' : 'contactsMore'] += 1;
    if (!within(fact.acceptedDay)) continue;
    work.received += 1;
    if (fact.channel !== 'online') continue;
    const level = fact.onlineLevel;
    work[level === 'full' ? 'onlineFull' : level === 'partial' ? 'onlinePartial' : 'onlineOther'] += 1;
    if (assisted) work.assisted += 1;
  }
  return work;
}
