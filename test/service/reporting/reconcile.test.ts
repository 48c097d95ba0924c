import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { isOutside, ourReckoning, type OurDossier } from '../../../src/domain/kpi/reconcile-facts.js';
import { countIn, type CountedDossier } from '../../../src/domain/kpi/population.js';
import { readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import type { NumberedDifference } from '../../../src/reporting/reconcile/differences.repository.js';
import { ReconcileRunner } from '../../../src/reporting/reconcile/reconcile-runner.js';
import type { Reconciliation } from '../../../src/reporting/reconcile/reconciliation.js';
import {
  ReconciliationsService,
  type NewReconciliation,
} from '../../../src/reporting/reconcile/reconciliations.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../../support/desk.js';
import { columnsOf, honestLives, line, listCsv, lived, type ListLine } from '../../support/other-system.js';
import { LOOKED, plantedDifferences, QUARTER } from '../../support/planted-differences.js';
import { recordDossiers } from '../../support/recorded-dossiers.js';

const UNIT = 'H45.20.05';
const HEAD: Actor = { username: 'desk_head', fullName: 'Đỗ Minh Đức', unitCode: 'H45.20', roles: ['desk_head'] };
const GROUND = { period: QUARTER, now: LOOKED, takenAt: LOOKED };
const ALL = { rule: null, cell: null };

const honest = honestLives(320).map(lived);
const planted = plantedDifferences();

let world: TestApp;
let service: ReconciliationsService;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-07-20T09:00:00+07:00') });
  service = world.get(ReconciliationsService, { strict: false });
  const first = await registered(await world.as('receiver'), { procedureCode: FIVE_DAYS });
  const ours = planted.flatMap(({ ours: one, elsewhere }) => (one ? [{ one, elsewhere: elsewhere === true }] : []));
  await recordDossiers(world, first.code, [
    ...honest.map((one) => columnsOf(one)),
    ...ours.map(({ one, elsewhere }) => ({
      ...columnsOf(one),
      ...(elsewhere && { responsibleUnitCode: 'H45.20.21' }),
    })),
  ]);
}, 120_000);
afterAll(() => world.close());

async function compared(text: string, asked: Partial<NewReconciliation> = {}): Promise<Reconciliation> {
  const given: NewReconciliation = {
    ...{ kind: 'dossier_list', period: QUARTER.code, format: 'csv', unitCode: UNIT, takenOn: null, twoClasses: false },
    ...asked,
  };
  const { resource } = await service.receive(HEAD, given, Readable.from([Buffer.from(text)]));
  await world.get(ReconcileRunner, { strict: false }).run();
  return service.find(resource, HEAD);
}

async function differences(file: Reconciliation): Promise<NumberedDifference[]> {
  const found: NumberedDifference[] = [];
  for await (const one of service.all(file, ALL)) found.push(one);
  return found;
}

const counted = honest.filter((one) => !isOutside(one, QUARTER));
const saidOf = (one: OurDossier): ListLine => line(one.code, ourReckoning(one, GROUND));

describe('a list of another system', () => {
  it('of some hundreds with forty differences: each is found with its rule, and nothing else', async () => {
    expect(planted).toHaveLength(40);
    expect(counted.length).toBeGreaterThan(250);
    const file = await compared(listCsv([...counted.map(saidOf), ...planted.flatMap(({ lines }) => lines)]));
    expect(file).toMatchObject({ state: 'done', fault: null });
    const found = new Map((await differences(file)).map(({ code, rule }) => [code, rule]));
    const codeOf = ({ ours, lines }: (typeof planted)[number]): string => ours?.code ?? lines[0]![0];
    expect([...found].sort()).toEqual(planted.map((one) => [codeOf(one), one.rule]).sort());
    const rules = await service.counts(file, null);
    expect([...rules.values()].reduce((sum, n) => sum + n, 0)).toBe(40);
    const lines = planted.reduce((sum, one) => sum + one.lines.length, 0);
    expect(file).toMatchObject({ rowsRead: counted.length + lines, rowsSame: counted.length + lines - 38 });
  });

  it('that says the same has no difference', async () => {
    const absent = planted.flatMap(({ ours, elsewhere }) => (ours && elsewhere !== true ? [ours] : []));
    const here = absent.filter((one) => one.acceptedAt !== null && !one.voided && !isOutside(one, QUARTER));
    const file = await compared(listCsv([...counted, ...here].map(saidOf)));
    expect(await differences(file)).toEqual([]);
  });

  it('of late ones names what it leaves out, with the rule that would, and what it should have left out', async () => {
    const broken = counted.filter((one) => ['late', 'overdue'].includes(ourReckoning(one, GROUND).standing));
    const kept = counted.find((one) => one.timeliness === 'early' && one.ending === 'completed')!;
    const file = await compared(
      listCsv([...broken, kept].map((one) => [...saidOf(one).slice(0, 4), ''] as unknown as ListLine)),
      {
        kind: 'late_list',
      },
    );
    const found = await differences(file);
    expect(found.filter(({ line: at }) => at !== null).map(({ code }) => code)).toEqual([kept.code]);
    const missing = found.filter(({ rule }) => rule === 'missing_there');
    const extended = planted.filter(({ rule }) => rule === 'extension').map(({ ours }) => ours!.code);
    expect(
      missing
        .filter(({ because }) => because === 'extension')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(extended);
  });

  it('that cannot be read is said to be, and its rows are told apart', async () => {
    expect(await compared('a,b\nc,d\n')).toMatchObject({ state: 'unreadable', fault: 'no_heading' });
    expect(await compared('Mã hồ sơ,Ngày nhận\n')).toMatchObject({ state: 'unreadable', fault: 'empty' });
    const [one] = counted;
    const file = await compared(`Mã hồ sơ;Hẹn trả\n${one!.code};31/02/2023\n`);
    const [first] = await differences(file);
    expect(first).toMatchObject({ code: one!.code, rule: 'unreadable', line: 2 });
  });

  it('keeps no name and no file', async () => {
    const rows = await world.database.query<{ facts: string }>('SELECT "facts" FROM "reconciliation_row"');
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ facts }) => /Nguyễn|0905|0540/.test(facts))).toEqual([]);
  });
});

describe('a sheet II.06 of another system', () => {
  const HEAD_ROW = '(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13)';
  const NUMBERS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
  let ours: ReadonlyMap<number, number>;
  let field: { fieldCode: string; name: string };

  const sheet = (changes: Readonly<Record<number, number>> = {}): string => {
    const cells = NUMBERS.map((column) => String((ours.get(column) ?? 0) + (changes[column] ?? 0)));
    return [`Biểu số II.06a,,`, HEAD_ROW, `1,${field.name},${cells.join(',')}`, `,Tổng số,${cells.join(',')}`].join(
      '\n',
    );
  };

  beforeAll(async () => {
    const [procedure] = await world.database.query<typeof field>(
      `SELECT v."fieldCode", f."name" FROM "procedure_version" v JOIN "field" f ON f."code" = v."fieldCode"
        WHERE v."procedureCode" = $1 LIMIT 1`,
      [FIVE_DAYS],
    );
    field = procedure!;
    const rows = await world.database.query<CountedDossier & { channel: string }>(
      `SELECT * FROM "dossier_fact" WHERE "responsibleUnitCode" = $1 AND "status" NOT IN ('submitted', 'rejected')`,
      [UNIT],
    );
    const facts = rows.map((row) => ({ ...row, lateFrom: readInstantOrNull(row.lateFrom) }));
    const c = countIn(facts, QUARTER, LOOKED);
    const online = countIn(
      facts.filter(({ channel }) => channel === 'online'),
      QUARTER,
      LOOKED,
    ).received;
    const [done, going] = [c.early + c.onTime + c.late, c.inTime + c.overdue];
    const cells = [c.received + c.carried, online, c.received - online, c.carried, done, c.early, c.onTime, c.late];
    ours = new Map([...cells, going, c.inTime, c.overdue].map((count, i) => [i + 3, count]));
  });

  it('that says the same has no cell that differs: our own are those of the definition', async () => {
    expect(ours.get(3)).toBeGreaterThan(250);
    expect(await compared(sheet(), { kind: 'form' })).toMatchObject({ state: 'done', cells: [], rowsSame: 2 });
  });

  it('names, in each cell that differs, the dossiers that another rule would move, by rule', async () => {
    const file = await compared(sheet({ 8: 2, 9: 1, 10: -3 }), { kind: 'form' });
    const late = {
      fieldCode: field.fieldCode,
      label: field.name,
      column: 10,
      ours: ours.get(10),
      theirs: ours.get(10)! - 3,
      exactly: ['extension'],
    };
    expect(file.cells).toContainEqual(late);
    expect(file.cells?.map(({ column }) => column)).toEqual([8, 9, 10, 8, 9, 10]);
    const cell = `${field.fieldCode}:10`;
    const rules = await service.counts(file, cell);
    expect([...rules]).toEqual([['extension', 3]]);
    const named = await service.rows(file, { rule: 'extension', cell }, 0, 10);
    const extended = planted.filter(({ rule }) => rule === 'extension').map(({ ours: one }) => one!.code);
    expect(named.map(({ code }) => code).sort()).toEqual(extended);
  });

  it('without numbered columns is unreadable', async () => {
    expect(await compared('Lĩnh vực,Tổng số\nHộ tịch,3\n', { kind: 'form' })).toMatchObject({ fault: 'no_heading' });
  });
});

describe('who may', () => {
  it('a head of another unit finds nothing of it', async () => {
    const file = await compared(listCsv(counted.slice(0, 2).map(saidOf)));
    const stranger: Actor = { username: 'xp.leader', fullName: '', unitCode: 'H45.20.21', roles: ['leader'] };
    await expect(service.find(file.id, stranger)).rejects.toMatchObject({ code: 'not_found' });
    expect(await service.page(stranger, null, 10)).toEqual([]);
    const asked = {
      kind: 'form',
      period: '2023',
      format: 'csv',
      unitCode: UNIT,
      takenOn: null,
      twoClasses: false,
    } as const;
    const sent = service.receive(stranger, asked, Readable.from([Buffer.from('x')]));
    await expect(sent).rejects.toMatchObject({ code: 'auth.forbidden' });
  });

  it('stopped before the job came, it is not compared', async () => {
    const asked = {
      kind: 'form',
      period: '2023',
      format: 'csv',
      unitCode: UNIT,
      takenOn: null,
      twoClasses: false,
    } as const;
    const { resource } = await service.receive(HEAD, asked, Readable.from([Buffer.from('x')]));
    await service.cancel(resource, HEAD, null);
    await world.get(ReconcileRunner, { strict: false }).run();
    expect(await service.find(resource, HEAD)).toMatchObject({ state: 'cancelled' });
    await expect(service.cancel(resource, HEAD, null)).rejects.toMatchObject({ code: 'conflict.closed' });
  });
});
