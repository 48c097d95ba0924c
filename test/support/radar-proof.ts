import { RADAR_KINDS, type RadarKind } from '../../src/domain/kpi/radar.js';
import { RadarReading } from '../../src/reporting/radar/radar-reading.service.js';
import { StoppedClock } from './clock.js';
import { startDesk } from './desk.js';
import { writeHonestTown } from './honest-town.js';
import { plantFrauds } from './planted-frauds.js';

export interface RadarProof {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly failures: readonly string[];
}

/** Twelve frauds, each done through the acts, among honest dossiers: which are found, and what else is pointed at. */
export async function proveRadar(honest: number): Promise<RadarProof> {
  const world = await startDesk({ clock: new StoppedClock('2023-05-15T08:00:00+07:00') });
  try {
    const planted = await plantFrauds(world);
    const { acts } = await writeHonestTown(world, honest);
    world.clock.set('2023-06-30T08:00:00+07:00');
    const begun = performance.now();
    const { days, signs } = await world.get(RadarReading, { strict: false }).look();
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    const found = await world.database.query<{ kind: RadarKind; code: string }>(
      `SELECT s."kind", d."code" FROM "radar_sign" s JOIN "dossier" d ON d."id" = s."dossierId"`,
    );
    const cases = await world.database.query<{ kind: RadarKind; cases: number }>(
      'SELECT "kind", CAST(sum("cases") AS integer) AS "cases" FROM "radar_base" GROUP BY "kind"',
    );
    const isFound = (kind: RadarKind, code: string): boolean =>
      found.some((sign) => sign.kind === kind && sign.code === code);
    const missed = planted.filter(({ kind, codes }) => !codes.every((code) => isFound(kind, code)));
    const frauds = new Set(planted.flatMap(({ codes }) => codes));
    const alarms = RADAR_KINDS.map((kind) => {
      const false_ = found.filter((sign) => sign.kind === kind && !frauds.has(sign.code)).length;
      const of = cases.find((row) => row.kind === kind)?.cases ?? 0;
      return [`false alarms, ${kind}`, `${String(false_)} of ${String(of)} (${percent(false_, of)})`] as const;
    });
    return {
      facts: {
        ...{ 'honest dossiers': honest, 'acts on them': acts, 'planted frauds': planted.length },
        ...{ found: planted.length - missed.length, 'days read': days, signs, 'seconds to read them': seconds },
        ...Object.fromEntries(alarms),
      },
      failures: missed.map(({ name }) => `not found: ${name}`),
    };
  } finally {
    await world.close();
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}
