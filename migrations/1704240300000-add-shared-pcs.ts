import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, options: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...options,
});
const key = (table: string, name: string, length: number): TableColumnOptions =>
  text(name, length, { isPrimary: true, primaryKeyConstraintName: `pk_${table}` });
const ofUser = (table: string) => ({
  name: `fk_${table}_user`,
  columnNames: ['username'],
  referencedTableName: 'user_account',
  referencedColumnNames: ['username'],
});

/** PCs that several people share: registered for a desk, locked when left, passed on by a PIN or a staff card. */
export class AddSharedPcs1704240300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const { type, length } = instantColumn('lockedAt', engine);
    const no = engine === 'postgres' ? 'FALSE' : '(0)';
    await runner.query(`ALTER TABLE "session" ADD COLUMN "attended" boolean NOT NULL DEFAULT ${no}`);
    await runner.query(
      `ALTER TABLE "session" ADD COLUMN "lockedAt" ${length === undefined ? type : `${type}(${length})`}`,
    );
    await runner.query('ALTER TABLE "session" ADD COLUMN "deviceId" varchar(36)');
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "passwordSetBy" varchar(40)');
    await runner.createTable(deskDevice(engine));
    await runner.createTable(deviceUse(engine));
    await runner.createTable(
      new Table({
        name: 'account_pin',
        columns: [
          key('account_pin', 'username', 40),
          text('pinHash', 255),
          { name: 'wrong', type: 'integer' },
          instantColumn('setAt', engine),
        ],
        foreignKeys: [ofUser('account_pin')],
      }),
    );
    await runner.createTable(staffCard(engine));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['staff_card', 'account_pin', 'device_use', 'desk_device']) await runner.dropTable(table);
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "passwordSetBy"');
    for (const name of ['deviceId', 'lockedAt', 'attended']) {
      await runner.query(`ALTER TABLE "session" DROP COLUMN "${name}"`);
    }
  }
}

function deskDevice(engine: string): Table {
  return new Table({
    name: 'desk_device',
    columns: [
      key('desk_device', 'id', 36),
      text('tokenHash', 64),
      text('unitCode', 40),
      text('name', 80),
      text('registeredBy', 40),
      instantColumn('registeredAt', engine),
      instantColumn('revokedAt', engine, { isNullable: true }),
    ],
    uniques: [{ name: 'uq_desk_device_token', columnNames: ['tokenHash'] }],
    foreignKeys: [
      {
        name: 'fk_desk_device_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
    ],
    indices: [{ name: 'ix_desk_device_unit', columnNames: ['unitCode'] }],
  });
}

function deviceUse(engine: string): Table {
  return new Table({
    name: 'device_use',
    columns: [key('device_use', 'deviceId', 36), key('device_use', 'username', 40), instantColumn('usedAt', engine)],
    foreignKeys: [
      ofUser('device_use'),
      {
        name: 'fk_device_use_device',
        columnNames: ['deviceId'],
        referencedTableName: 'desk_device',
        referencedColumnNames: ['id'],
      },
    ],
  });
}

function staffCard(engine: string): Table {
  return new Table({
    name: 'staff_card',
    columns: [
      key('staff_card', 'id', 36),
      text('cardHash', 64),
      text('username', 40),
      text('issuedBy', 40),
      instantColumn('issuedAt', engine),
      instantColumn('revokedAt', engine, { isNullable: true }),
    ],
    uniques: [{ name: 'uq_staff_card_hash', columnNames: ['cardHash'] }],
    foreignKeys: [ofUser('staff_card')],
    indices: [{ name: 'ix_staff_card_user', columnNames: ['username'] }],
  });
}
