import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** Plumbing: which key wrote this database, counters, leases of jobs, kept answers, the maintenance switch. */
export class CreatePlatform1704067200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'key_check',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, primaryKeyConstraintName: 'pk_key_check' },
          { name: 'keyId', type: 'varchar', length: '12' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'counter',
        columns: [
          { name: 'scope', type: 'varchar', length: '120', isPrimary: true, primaryKeyConstraintName: 'pk_counter' },
          { name: 'value', type: 'integer' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'job_lease',
        columns: [
          { name: 'job', type: 'varchar', length: '60', isPrimary: true, primaryKeyConstraintName: 'pk_job_lease' },
          { name: 'owner', type: 'varchar', length: '36' },
          { name: 'fence', type: 'integer' },
          instantColumn('until', engine),
          instantColumn('startedAt', engine),
          instantColumn('finishedAt', engine, { isNullable: true }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'idempotency_key',
        columns: [
          {
            name: 'scope',
            type: 'varchar',
            length: '64',
            isPrimary: true,
            primaryKeyConstraintName: 'pk_idempotency_key',
          },
          { name: 'bodyMac', type: 'varchar', length: '64' },
          { name: 'resource', type: 'varchar', length: '120' },
          instantColumn('createdAt', engine),
        ],
        indices: [{ name: 'ix_idempotency_key_created', columnNames: ['createdAt'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'maintenance_switch',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, primaryKeyConstraintName: 'pk_maintenance_switch' },
          { name: 'open', type: 'boolean' },
        ],
      }),
    );
    await runner.query('INSERT INTO "maintenance_switch" ("id", "open") VALUES (1, FALSE)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['maintenance_switch', 'idempotency_key', 'job_lease', 'counter', 'key_check']) {
      await runner.dropTable(table);
    }
  }
}
