import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  TableIndex,
  type TableColumnOptions,
} from 'typeorm';

const MEASURES = ['received', 'early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused', 'overdueDelta'];

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const quick: TableColumnOptions = { name: 'quick', type: 'boolean' };

/** Figures: what acts post, the bins it is added up in, and an index that holds what cannot be counted honestly. */
export class CreateCounting1704153650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
    await runner.createIndex('dossier', unsoundIndex());
    await runner.query(UNBROKEN);
    await runner.query(HISTORY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "dossier_unbroken"');
    await runner.dropIndex('dossier', 'ix_dossier_unsound');
    for (const { name } of tables().reverse()) await runner.dropTable(name);
  }
}

function tables(): Table[] {
  const keys = [text('keyCode', 40), text('channel', 10), text('onlineLevel', 10), quick];
  const facts = ['early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused'].map(whole);
  const bin = table(
    'kpi_bin',
    [text('nodeCode', 40), text('grain', 9), text('span', 4), text('bin', 10), ...keys],
    MEASURES.map(whole),
  );
  bin.checks = [
    new TableCheck({ name: 'ck_kpi_bin_grain', expression: `"grain" IN ('field', 'procedure')` }),
    new TableCheck({ name: 'ck_kpi_bin_span', expression: `"span" IN ('day', 'half')` }),
  ];
  return [
    table('kpi_tail', [text('dossierId', 36), whole('seq'), whole('n')], tailFacts()),
    table(
      'kpi_stage_tail',
      [text('dossierId', 36), whole('seq'), whole('n')],
      [
        ...[text('unitCode', 40), text('procedureCode', 40), whole('stageNo'), text('day', 10), whole('bucket')],
        ...['stages', 'heldMinutes', 'lateMinutes'].map(whole),
      ],
    ),
    bin,
    table('kpi_year', [text('yearStart', 10)], []),
    table(
      'kpi_balance',
      [text('nodeCode', 40), text('grain', 9), text('yearStart', 10), ...keys],
      ['open', 'overdue'].map(whole),
    ),
    table(
      'kpi_officer_half',
      [text('unitCode', 40), text('half', 10), text('settledBy', 60), text('acceptedHalf', 10), quick],
      facts,
    ),
    table(
      'kpi_stage_half',
      [text('nodeCode', 40), text('procedureCode', 40), whole('stageNo'), text('half', 10), whole('bucket')],
      ['stages', 'heldMinutes', 'lateMinutes'].map(whole),
    ),
  ];
}

function tailFacts(): TableColumnOptions[] {
  return [
    ...[text('unitCode', 40), text('procedureCode', 40), text('fieldCode', 40), text('channel', 10)],
    ...[text('onlineLevel', 10), quick, text('day', 10)],
    { ...text('settledBy', 60), isNullable: true },
    { ...text('acceptedHalf', 10), isNullable: true },
    ...MEASURES.map(whole),
  ];
}

function table(name: string, key: readonly TableColumnOptions[], rest: readonly TableColumnOptions[]): Table {
  const primary = key.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${name}` }));
  return new Table({ name, columns: [...primary, ...rest], withoutRowid: true });
}

/** Finished before it came, or running without an instant from which it would be late. It should hold nothing. */
function unsoundIndex(): TableIndex {
  return new TableIndex({
    name: 'ix_dossier_unsound',
    columnNames: ['responsibleUnitCode'],
    where: `"finishedDay" < "acceptedDay" OR ("finishedDay" IS NULL AND "lateFrom" IS NULL AND "status" IN ('accepted', 'processing'))`,
  });
}

/** Open dossiers whose promise has not been found broken: a figure of today looks here for what is late this evening. */
const UNBROKEN = `
  CREATE VIEW "dossier_unbroken" AS
  SELECT d."responsibleUnitCode", d."procedureCode", d."fieldCode", d."channel", d."limitUnit", d."instant", d."lateFrom"
    FROM "dossier" d
   WHERE d."finishedAt" IS NULL AND NOT d."breachNoted" AND d."voidedAt" IS NULL AND d."acceptedDay" IS NOT NULL`;

const KEYS = `"responsibleUnitCode" AS "unitCode", "procedureCode", "fieldCode", "channel", "onlineLevel",
  ("limitUnit" = 'same_day' OR "instant") AS "quick"`;

const LATE_DAY = `CASE WHEN "lateFromDay" < "acceptedDay" THEN "acceptedDay" ELSE "lateFromDay" END`;
const BREACHED = `"lateFromDay" IS NOT NULL AND ("finishedDay" IS NULL OR ${LATE_DAY} < "finishedDay")`;

function posted(day: string, measures: Readonly<Record<string, string>>, officer = false): string {
  const half = `CASE WHEN substr("acceptedDay", 9, 2) < '15' THEN substr("acceptedDay", 1, 8) || '01'
    ELSE substr("acceptedDay", 1, 8) || '15' END`;
  return `SELECT ${KEYS}, ${day} AS "day",
      ${officer ? '"settledBy"' : 'CAST(NULL AS varchar)'} AS "settledBy",
      ${officer ? half : 'CAST(NULL AS varchar)'} AS "acceptedHalf",
      ${MEASURES.map((name) => `${measures[name] ?? '0'} AS "${name}"`).join(', ')} FROM "dossier_fact"`;
}

const when = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

/** What dossiers of before this step add up to, as if it had just been posted: the first fold puts it in its place. */
const HISTORY = `
  INSERT INTO "kpi_tail" ("dossierId", "seq", "n", "unitCode", "procedureCode", "fieldCode", "channel", "onlineLevel",
    "quick", "day", "settledBy", "acceptedHalf", ${MEASURES.map((name) => `"${name}"`).join(', ')})
  SELECT 'before-counting', CAST(row_number() OVER () AS integer), 0, "unitCode", "procedureCode", "fieldCode", "channel",
    "onlineLevel", "quick", "day", "settledBy", "acceptedHalf",
    ${MEASURES.map((name) => `CAST(sum("${name}") AS integer)`).join(', ')}
  FROM (
    ${posted('"acceptedDay"', { received: '1' })}
    UNION ALL ${posted(LATE_DAY, { overdueDelta: '1' })} WHERE ${BREACHED}
    UNION ALL ${posted('"finishedDay"', { overdueDelta: '-1' })} WHERE "finishedDay" IS NOT NULL AND ${BREACHED}
    UNION ALL ${posted(
      '"finishedDay"',
      {
        early: when(`"timeliness" = 'early'`),
        onTime: when(`"timeliness" = 'on_time'`),
        late: when(`"timeliness" = 'late'`),
        withdrawn: when(`"ending" = 'withdrawn'`),
        stopped: when(`"ending" = 'stopped'`),
        refused: when(`"ending" = 'completed' AND "outcome" = 'refused'`),
      },
      true,
    )} WHERE "finishedDay" IS NOT NULL
  ) AS "posted"
  GROUP BY "unitCode", "procedureCode", "fieldCode", "channel", "onlineLevel", "quick", "day", "settledBy", "acceptedHalf"`;
