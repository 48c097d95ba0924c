import type { Actor } from '../../../src/domain/accounts/roles.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { RecountService } from '../../../src/counting/recount.service.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { startTestApp, type TestApp } from '../app.js';
import { StoppedClock } from '../clock.js';
import { askOnTime, askStatutory, type Asked } from './ask-counts.js';
import { askHalves, askStages, passNight } from './ask-halves.js';
import { askNow } from './ask-now.js';
import { drawDossiers, NOW_TEXT, TOP, type Drawn } from './drawn.js';
import { ALL_PERIODS, Recount, type ProofPeriods } from './recount.js';
import { Tally } from './tally.js';
import { writeProofWorld, writeUnits } from './write.js';

export interface FiguresProof {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly failures: readonly string[];
}

export const READER: Actor = {
  username: 'leader',
  fullName: 'Nguyễn Văn Giang',
  unitCode: TOP,
  roles: ['leader', 'monitor'],
};
const FOLDED_AT_ONCE = 20_000;

/**
 * Every figure of the reports over generated dossiers, asked of the service and recounted by the pure functions of the
 * domain over the same dossiers in memory. Asked twice: along the tree of units as it grew, and with two merged units
 * put below the one they became, the bins made anew. Then one bin is falsified, and the proof must name it.
 */
export async function proveFigures(
  count: number,
  seed: number,
  periods: ProofPeriods = ALL_PERIODS,
  say: (text: string) => void = () => undefined,
): Promise<FiguresProof> {
  const world = await startTestApp({ clock: new StoppedClock(NOW_TEXT) });
  const begun = performance.now();
  const seconds = (): number => Math.round((performance.now() - begun) / 100) / 10;
  const done = (what: string): void => {
    say(`${String(seconds())} s: ${what}`);
  };
  try {
    const drawn = drawDossiers(count, seed);
    await writeProofWorld(world, drawn);
    done('written');
    await world.get(FoldService, { strict: false }).fold(FOLDED_AT_ONCE);
    done('folded');
    const tally = new Tally();
    await askAll({ world, reader: READER, recount: new Recount(drawn, false), tally, periods }, done);
    await writeUnits(world, true);
    await world.get(RecountService, { strict: false }).rebuild();
    done('merged and rebuilt');
    const restated = { world, reader: READER, recount: new Recount(drawn, true), tally, periods };
    await askStatutory(restated);
    await askOnTime(restated);
    await askNow(restated);
    await askHalves(restated);
    // Not the stages: their times cannot be counted anew, and stay along the tree by which they were posted.
    done('restated figures compared');
    const named = await plantError(world, drawn);
    return {
      facts: {
        ...{ dossiers: count, seed, seconds: seconds(), ...tally.facts(), mismatches: tally.wrong },
        'a falsified bin is named': named[0] ?? 'no',
      },
      failures: [...tally.mismatches, ...(named.length === 0 ? ['a falsified bin was not noticed'] : [])],
    };
  } finally {
    await world.close();
  }
}

async function askAll(asked: Asked, done: (what: string) => void): Promise<void> {
  await askStatutory(asked);
  done('II.06 compared');
  await askOnTime(asked);
  done('on-time rates compared');
  await askNow(asked);
  done('dashboard compared');
  await askStages(asked);
  done('stages compared');
  await passNight(asked);
  done('counted at night');
  await askHalves(asked);
  done('procedures, QĐ 766 and desk compared');
}

/** One more received than there were, in one bin of the town. */
async function plantError(world: TestApp, drawn: readonly Drawn[]): Promise<readonly string[]> {
  await world.transactor.run((tx) =>
    tx.execute(
      `UPDATE "kpi_bin" SET "received" = "received" + 1, "onTime" = "onTime" + 1
        WHERE "nodeCode" = $1 AND "grain" = 'field' AND "span" = 'half' AND "bin" = '2023-03-01' AND "keyCode" = 'dd'
          AND "channel" = 'online' AND "onlineLevel" = 'full' AND NOT "quick"`,
      [TOP],
    ),
  );
  const tally = new Tally();
  const recount = new Recount(drawn, true);
  await askStatutory({ world, reader: READER, recount, tally, periods: { whole: [parsePeriod('2023-03')], free: [] } });
  return tally.mismatches;
}
