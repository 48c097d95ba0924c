import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  type TableColumnOptions,
  TableForeignKey,
} from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** Units with their dated settings, working hours, and the calendar of days off. */
export class CreateReferenceData1704067250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(unit());
    await runner.createTable(unitSetting(engine));
    await runner.createTable(weeklyHours());
    await runner.createTable(calendarYear(engine));
    await runner.createTable(calendarDay());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['calendar_day', 'calendar_year', 'weekly_hours', 'unit_setting', 'unit']) {
      await runner.dropTable(table);
    }
  }
}

function text(name: string, length: number, isNullable = false): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), isNullable };
}

function key(table: string, column: TableColumnOptions): TableColumnOptions {
  return { ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` };
}

function unit(): Table {
  const toUnit = (name: string, column: string): TableForeignKey =>
    new TableForeignKey({
      name,
      columnNames: [column],
      referencedTableName: 'unit',
      referencedColumnNames: ['code'],
    });
  return new Table({
    name: 'unit',
    columns: [
      key('unit', text('code', 40)),
      text('parentCode', 40, true),
      text('kind', 20),
      text('name', 200),
      text('shortName', 80),
      text('place', 80),
      text('address', 300, true),
      text('phone', 40, true),
      text('hotline', 40, true),
      text('letterheadSuperior', 200, true),
      text('letterheadAgency', 200),
      text('signerTitle', 80),
      text('signerAuthority', 80, true),
      text('signerName', 120, true),
      { name: 'hasDesk', type: 'boolean' },
      text('deskUnitCode', 40, true),
      text('certainty', 1),
      text('validFrom', 10),
      text('validTo', 10, true),
    ],
    foreignKeys: [toUnit('fk_unit_parent', 'parentCode'), toUnit('fk_unit_desk', 'deskUnitCode')],
    checks: [
      new TableCheck({
        name: 'ck_unit_kind',
        expression: `"kind" IN ('town', 'commune', 'division', 'outside_agency', 'branch')`,
      }),
      new TableCheck({ name: 'ck_unit_certainty', expression: `"certainty" IN ('F', 'K', 'U')` }),
    ],
  });
}

function unitSetting(engine: string): Table {
  return new Table({
    name: 'unit_setting',
    columns: [
      key('unit_setting', text('unitCode', 40)),
      key('unit_setting', text('key', 40)),
      key('unit_setting', text('validFrom', 10)),
      text('value', 400),
      text('by', 80),
      instantColumn('recordedAt', engine),
    ],
    foreignKeys: [
      new TableForeignKey({
        name: 'fk_unit_setting_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      }),
    ],
  });
}

/** No foreign key: `*` stands for everyone, and hours belong to a feature that comes before units. */
function weeklyHours(): Table {
  return new Table({
    name: 'weekly_hours',
    columns: [
      key('weekly_hours', text('unitCode', 40)),
      key('weekly_hours', text('validFrom', 10)),
      key('weekly_hours', { name: 'weekday', type: 'integer' }),
      key('weekly_hours', { name: 'opens', type: 'integer' }),
      { name: 'closes', type: 'integer' },
    ],
    checks: [
      new TableCheck({
        name: 'ck_weekly_hours_spell',
        expression: `"weekday" BETWEEN 1 AND 7 AND "opens" >= 0 AND "opens" < "closes" AND "closes" <= 1440`,
      }),
    ],
  });
}

function calendarYear(engine: string): Table {
  return new Table({
    name: 'calendar_year',
    columns: [
      key('calendar_year', { name: 'year', type: 'integer' }),
      text('state', 10),
      instantColumn('confirmedAt', engine, { isNullable: true }),
      text('confirmedBy', 80, true),
      text('source', 400),
    ],
    checks: [
      new TableCheck({
        name: 'ck_calendar_year_state',
        expression: `"state" IN ('official', 'projected')`,
      }),
      new TableCheck({
        name: 'ck_calendar_year_confirmed',
        expression: `("confirmedAt" IS NULL) = ("confirmedBy" IS NULL)`,
      }),
    ],
  });
}

function calendarDay(): Table {
  return new Table({
    name: 'calendar_day',
    columns: [
      key('calendar_day', text('date', 10)),
      text('kind', 12),
      text('name', 200),
      text('source', 400),
      text('confidence', 12),
      { name: 'spells', type: 'text', isNullable: true },
    ],
    checks: [
      new TableCheck({
        name: 'ck_calendar_day_kind',
        expression: `"kind" IN ('holiday', 'compensatory', 'swapped_off', 'swapped_work', 'short')`,
      }),
    ],
  });
}
