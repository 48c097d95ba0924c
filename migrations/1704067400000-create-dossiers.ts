import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const STATUSES =
  "'submitted','accepted','rejected','processing','awaiting_supplement','awaiting_payment','withdrawn','stopped','completed','returned'";

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

/** The dossier itself, and the erasable rows with the people in it. */
export class CreateDossiers1704067400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(dossier(runner.dataSource.options.type));
    await runner.createTable(party());
    if (runner.dataSource.options.type === 'postgres') {
      // Beginnings of codes are looked up under any collation of the cluster.
      await runner.query('CREATE INDEX "ix_dossier_code_prefix" ON "dossier" ("code" varchar_pattern_ops)');
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('dossier_party');
    await runner.dropTable('dossier');
  }
}

function dossier(engine: string): Table {
  const at = (name: string, isNullable = false): TableColumnOptions => instantColumn(name, engine, { isNullable });
  return new Table({
    name: 'dossier',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_dossier' },
      text('code', 40),
      text('status', 24),
      text('channel', 10),
      flag('instant'),
      flag('assisted'),
      text('unitCode', 40),
      text('responsibleUnitCode', 40),
      text('procedureCode', 40),
      text('procedureVersionId', 36),
      text('fieldCode', 40),
      text('onlineLevel', 10),
      whole('limitAmount'),
      text('limitUnit', 14),
      text('dayZero', 8),
      whole('feeVnd'),
      text('summary', 500, true),
      whole('copies'),
      { name: 'documents', type: 'text' },
      text('resultVia', 8),
      at('acceptedAt'),
      text('acceptedDay', 10),
      at('startsAt'),
      at('originalDueAt'),
      at('statutoryDueAt'),
      at('currentDueAt'),
      flag('provisional'),
      at('lateFrom', true),
      text('lateFromDay', 10, true),
      flag('breachNoted'),
      flag('extended'),
      at('finishedAt', true),
      text('finishedDay', 10, true),
      text('timeliness', 8, true),
      whole('daysLate', true),
      text('ending', 10, true),
      text('outcome', 8, true),
      text('resultNumber', 60, true),
      text('shelf', 30, true),
      text('settledBy', 60, true),
      at('returnedAt', true),
      at('voidedAt', true),
      text('holderUnitCode', 40),
      text('holderUsername', 60, true),
      at('heldSince'),
      text('pendingHandOverId', 36, true),
      text('pendingUnitCode', 40, true),
      text('pendingUsername', 60, true),
      whole('trackingSerial'),
      at('lastEventAt'),
      whole('eventSeq'),
      text('chainHash', 64),
      whole('version'),
    ],
    uniques: [{ name: 'uq_dossier_code', columnNames: ['code'] }],
    foreignKeys: [
      {
        name: 'fk_dossier_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
      {
        name: 'fk_dossier_responsible_unit',
        columnNames: ['responsibleUnitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
      {
        name: 'fk_dossier_procedure_version',
        columnNames: ['procedureVersionId'],
        referencedTableName: 'procedure_version',
        referencedColumnNames: ['id'],
      },
    ],
    checks: [
      { name: 'ck_dossier_status', expression: `"status" IN (${STATUSES})` },
      { name: 'ck_dossier_settled', expression: `("finishedAt" IS NULL) = ("timeliness" IS NULL)` },
      { name: 'ck_dossier_late_day', expression: `("lateFrom" IS NULL) = ("lateFromDay" IS NULL)` },
    ],
    indices: [
      { name: 'ix_dossier_breach', columnNames: ['lateFrom'], where: `"finishedAt" IS NULL AND NOT "breachNoted"` },
      { name: 'ix_dossier_unit_accepted', columnNames: ['responsibleUnitCode', 'acceptedDay'] },
      { name: 'ix_dossier_unit_finished', columnNames: ['responsibleUnitCode', 'finishedDay'] },
      {
        name: 'ix_dossier_unit_open_late',
        columnNames: ['responsibleUnitCode', 'lateFromDay'],
        where: `"finishedAt" IS NULL`,
      },
      { name: 'ix_dossier_open_due', columnNames: ['currentDueAt', 'id'], where: `"finishedAt" IS NULL` },
      { name: 'ix_dossier_accepted', columnNames: ['acceptedAt', 'id'] },
      { name: 'ix_dossier_desk_accepted', columnNames: ['unitCode', 'acceptedAt'] },
    ],
  });
}

/** Everything that names a person. Erasing by rule empties these rows and nothing else. */
function party(): Table {
  return new Table({
    name: 'dossier_party',
    columns: [
      { ...text('dossierId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_party' },
      { ...text('role', 10), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_party' },
      text('kind', 14),
      text('name', 200),
      text('address', 300, true),
      text('idEncrypted', 200, true),
      text('idHash', 64, true),
      text('idMasked', 20, true),
      text('phoneEncrypted', 200, true),
      text('phoneHash', 64, true),
      text('phoneMasked', 20, true),
      text('email', 254, true),
      text('contactBy', 100),
      text('taxCode', 20, true),
      text('representative', 200, true),
      text('contactName', 200, true),
      flag('authorisation'),
      text('keyId', 12),
    ],
    foreignKeys: [
      {
        name: 'fk_dossier_party_dossier',
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [
      { name: 'ix_dossier_party_id_hash', columnNames: ['idHash'] },
      { name: 'ix_dossier_party_phone_hash', columnNames: ['phoneHash'] },
    ],
  });
}
