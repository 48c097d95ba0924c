import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands.js';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { intake } from '../support/desk.js';
import { seed } from './seed.js';
import { specimen, type Specimen } from './specimen.js';
import { makeWorld, settingsOf, type World } from './world.js';

const FIRST_DAY = '2021-06-15';
/** Days over which the dossiers came in, up to some days before the day of the measurement. */
const DAYS = 690;
const FIELDS = [
  'ho-tich', 'chung-thuc', 'dat-dai', 'xay-dung', 'kinh-doanh', 'lao-dong',
  'bao-tro', 'giao-duc', 'y-te', 'van-hoa', 'moi-truong', 'noi-vu',
]; // prettier-ignore
const UNITS = ['H45.20.01', 'H45.20.04', 'H45.20.05', 'H45.20.06', 'H45.20.07', 'H45.20.21', 'H45.20.22', 'H45.20.23'];

export interface BigWorld {
  readonly folder: string;
  readonly file: string;
  /** a monitor's of the whole town, and a receiver's of one ward */
  readonly tokens: { readonly town: string; readonly ward: string };
  remove(): void;
}

export interface BigPlan {
  readonly count: number;
  /** SQL over `n`: is the n-th still open, and if so, is it late? */
  readonly open: string;
  readonly late: string;
  /** done in the world of one dossier, before the many */
  readonly before?: (world: World, code: string) => Promise<void>;
}

/** Many dossiers with their promises and histories over two years, in a file of ours; figures are made by our own recount. */
export async function makeBigWorld(plan: BigPlan): Promise<BigWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-bench-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const file = join(folder, 'dung-hen.sqlite');
    const { tokens, birth } = await first(folder, plan);
    seed(file, birth, {
      count: plan.count,
      ...manyOf(plan, birth),
      without: ['dossier_token', 'kpi_tail', 'kpi_open_tail'],
    });
    recount(folder);
    return { folder, file, tokens, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function first(folder: string, plan: BigPlan): Promise<{ tokens: BigWorld['tokens']; birth: Specimen }> {
  const world = await makeWorld(folder);
  try {
    const receiver = await world.as('receiver');
    const birth = await specimen(world.platform.database, () => receiver.post('/api/v1/dossiers', intake()));
    await plan.before?.(world, birth.code);
    return { tokens: { town: (await world.as('monitor')).token, ward: (await world.as('xp.receiver')).token }, birth };
  } finally {
    await world.close();
  }
}

/** What tells the n-th from the first: its days, its unit and field, how it ended or stands. */
function manyOf(
  { count, open, late }: BigPlan,
  { inserted }: Specimen,
): { columns: Record<string, string>; values: Record<string, string> } {
  const accepted = `date('${FIRST_DAY}', (n * ${DAYS} / ${count}) || ' days')`;
  const overdue = `(${open}) AND (${late})`;
  const due = `CASE WHEN (${open}) AND NOT (${late}) THEN date('2023-05-18', (n / 20 % 40) || ' days') ELSE date(${accepted}, '5 days') END`;
  const lateDay = `date(${due}, '1 days')`;
  const endedLate = 'n % 17 = 3';
  const finished = `date(${accepted}, CASE WHEN ${endedLate} THEN '8 days' ELSE (3 + n % 2) || ' days' END)`;
  const closed = (sql: string): string => `CASE WHEN ${open} THEN NULL ELSE ${sql} END`;
  const moment = (day: string, time: string): string => `${day} || 'T${time}.000Z'`;
  const columns = {
    acceptedDay: accepted,
    acceptedAt: moment(accepted, '02:00:00'),
    listedAt: moment(accepted, '02:00:00'),
    startsAt: moment(accepted, '02:00:00'),
    originalDueAt: moment(due, '10:00:00'),
    statutoryDueAt: moment(due, '10:00:00'),
    currentDueAt: moment(due, '10:00:00'),
    dueAt: moment(due, '10:00:00'),
    lateFrom: moment(lateDay, '00:30:00'),
    'dossier_concern.lateFrom': `CASE WHEN ${open} THEN ${moment(lateDay, '00:30:00')} END`,
    lateFromDay: lateDay,
    open: open,
    status: `CASE WHEN ${open} THEN 'processing' ELSE 'returned' END`,
    finishedAt: closed(moment(finished, '03:00:00')),
    finishedDay: closed(finished),
    returnedAt: closed(moment(finished, '03:30:00')),
    timeliness: closed(`CASE WHEN ${endedLate} THEN 'late' WHEN n % 2 = 0 THEN 'early' ELSE 'on_time' END`),
    daysLate: closed(`CASE WHEN ${endedLate} THEN 2 ELSE 0 END`),
    ending: closed(`'completed'`),
    outcome: closed(`'granted'`),
    settledBy: closed(`'returner'`),
    breachNoted: `CASE WHEN ${overdue} THEN 0 ELSE ${open} = 0 AND ${endedLate} END`,
    fieldCode: pick(FIELDS, 'n'),
  };
  const responsible = inserted.find(({ table }) => table === 'dossier')?.row['responsibleUnitCode'];
  return { columns, values: { [String(responsible)]: pick(UNITS, 'n / 7') } };
}

function pick(values: readonly string[], number: string): string {
  const cases = values.map((value, i) => `WHEN ${i} THEN '${value}'`);
  return `CASE (${number}) % ${values.length} ${cases.join(' ')} END`;
}

/** Bulk rows posted no movements: the bins are made as they are after a restore. */
function recount(folder: string): void {
  if (!COMMANDS.some(({ name }) => name === 'rebuild-counts')) return;
  const { PATH = '', HOME = '' } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [join('dist', 'src', 'cli.js'), 'rebuild-counts'], {
    cwd: projectRoot,
    env: { PATH, HOME, DATA_DIR: folder, ...settingsOf() },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`rebuild-counts failed: ${stderr}`);
}
