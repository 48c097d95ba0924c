import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { releaseInsertOnly, guardInsertOnly } from '../src/platform/database/insert-only.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });

const toDossier = (
  table: string,
): { name: string; columnNames: string[]; referencedTableName: string; referencedColumnNames: string[] } => ({
  name: `fk_${table}_dossier`,
  columnNames: ['dossierId'],
  referencedTableName: 'dossier',
  referencedColumnNames: ['id'],
});

/** An obligation cannot be deleted, moved or re-dated (R32): only how it ends is written later. */
const SETTLEMENT = ['state', 'fault', 'settledAt', 'timely', 'letterId', 'waivedBy', 'waiverReason'];

/** What happened, what was promised, who held it, what is owed. Events and promises can only be added. */
export class CreateDossierHistory1704067500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(event(engine));
    await runner.createTable(payload());
    await runner.createTable(promise(engine));
    await runner.createTable(handOver(engine));
    await runner.createTable(obligation(engine));
    await guardInsertOnly(runner, 'dossier_event');
    await guardInsertOnly(runner, 'promise');
    await guardInsertOnly(runner, 'obligation', { allowUpdateOf: SETTLEMENT });
    await runner.query(`
      CREATE VIEW "obligation_fact" AS
      SELECT o."id", o."dossierId", o."cause", o."state", o."fault", o."unitCode", o."since", o."openedAt",
             o."openedDay", o."settledAt", o."timely", o."letterId", d."code" AS "dossierCode", d."unitCode" AS "deskUnitCode", d."limitUnit",
             d."originalDueAt", d."procedureCode", d."fieldCode"
        FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "obligation_fact"');
    await releaseInsertOnly(runner, 'obligation');
    await releaseInsertOnly(runner, 'promise');
    await releaseInsertOnly(runner, 'dossier_event');
    for (const table of ['obligation', 'hand_over', 'promise', 'dossier_event_payload', 'dossier_event']) {
      await runner.dropTable(table);
    }
  }
}

function event(engine: string): Table {
  return new Table({
    name: 'dossier_event',
    columns: [
      { ...text('dossierId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_event' },
      { ...whole('seq'), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_event' },
      text('act', 30),
      text('actor', 60),
      instantColumn('at', engine),
      text('payloadDigest', 64),
      text('hash', 64),
    ],
    foreignKeys: [toDossier('dossier_event')],
  });
}

function payload(): Table {
  return new Table({
    name: 'dossier_event_payload',
    columns: [
      { ...text('dossierId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_event_payload' },
      { ...whole('seq'), isPrimary: true, primaryKeyConstraintName: 'pk_dossier_event_payload' },
      text('salt', 32),
      { name: 'body', type: 'text' },
    ],
    foreignKeys: [toDossier('dossier_event_payload')],
  });
}

function promise(engine: string): Table {
  return new Table({
    name: 'promise',
    columns: [
      { ...text('dossierId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_promise' },
      { ...whole('seq'), isPrimary: true, primaryKeyConstraintName: 'pk_promise' },
      text('kind', 16),
      instantColumn('at', engine),
      text('by', 60),
      instantColumn('previousDueAt', engine, { isNullable: true }),
      instantColumn('statutoryDueAt', engine),
      instantColumn('currentDueAt', engine),
      instantColumn('lateFrom', engine, { isNullable: true }),
      text('reason', 600, true),
      text('letterId', 36, true),
      { name: 'trace', type: 'text' },
      { name: 'provisional', type: 'boolean' },
    ],
    foreignKeys: [toDossier('promise')],
    checks: [
      {
        name: 'ck_promise_kind',
        expression: `"kind" IN ('original','restart','pause','statutory_extra','calendar','correction','extension','imported')`,
      },
    ],
  });
}

function handOver(engine: string): Table {
  return new Table({
    name: 'hand_over',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_hand_over' },
      text('dossierId', 36),
      text('fromUnitCode', 40),
      text('fromUsername', 60, true),
      text('toUnitCode', 40),
      text('toUsername', 60, true),
      text('note', 500, true),
      instantColumn('sentAt', engine),
      text('sentBy', 60),
      instantColumn('acknowledgedAt', engine, { isNullable: true }),
      text('acknowledgedBy', 60, true),
      { name: 'outside', type: 'boolean' },
    ],
    foreignKeys: [toDossier('hand_over')],
    indices: [{ name: 'ix_hand_over_dossier', columnNames: ['dossierId'] }],
  });
}

function obligation(engine: string): Table {
  return new Table({
    name: 'obligation',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_obligation' },
      text('dossierId', 36),
      text('cause', 16),
      text('state', 8),
      text('fault', 12),
      text('unitCode', 40),
      instantColumn('since', engine),
      instantColumn('openedAt', engine),
      text('openedDay', 10),
      text('openedBy', 60),
      instantColumn('settledAt', engine, { isNullable: true }),
      { name: 'timely', type: 'boolean', isNullable: true },
      text('letterId', 36, true),
      text('waivedBy', 60, true),
      text('waiverReason', 600, true),
    ],
    uniques: [{ name: 'uq_obligation_dossier_cause', columnNames: ['dossierId', 'cause'] }],
    foreignKeys: [toDossier('obligation')],
    checks: [
      { name: 'ck_obligation_state', expression: `"state" IN ('owed','settled','waived','averted','historic')` },
      { name: 'ck_obligation_settled', expression: `("state" = 'settled') = ("settledAt" IS NOT NULL)` },
    ],
    indices: [
      { name: 'ix_obligation_owed', columnNames: ['openedAt', 'id'], where: `"state" = 'owed'` },
      { name: 'ix_obligation_opened', columnNames: ['unitCode', 'openedDay'] },
    ],
  });
}
