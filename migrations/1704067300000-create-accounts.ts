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

/** People, their sessions and machine tokens (only hashes of either), and the counting of log-in failures. */
export class CreateAccounts1704067300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(userAccount(engine));
    await runner.createTable(session(engine));
    await runner.createTable(apiToken(engine));
    await runner.createTable(
      new Table({
        name: 'log_in_limit',
        columns: [
          key('log_in_limit', 'scope', 64),
          instantColumn('startedAt', engine),
          { name: 'count', type: 'integer' },
        ],
        indices: [{ name: 'ix_log_in_limit_started', columnNames: ['startedAt'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['log_in_limit', 'api_token', 'session', 'user_account']) await runner.dropTable(table);
  }
}

function userAccount(engine: string): Table {
  return new Table({
    name: 'user_account',
    columns: [
      key('user_account', 'username', 40),
      text('fullName', 120),
      text('unitCode', 40),
      { name: 'roles', type: 'text' },
      text('passwordHash', 255),
      { name: 'active', type: 'boolean' },
      instantColumn('createdAt', engine),
      { name: 'version', type: 'integer' },
    ],
    foreignKeys: [
      {
        name: 'fk_user_account_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
    ],
    indices: [{ name: 'ix_user_account_unit', columnNames: ['unitCode', 'username'] }],
  });
}

function session(engine: string): Table {
  return new Table({
    name: 'session',
    columns: [
      key('session', 'id', 64),
      text('username', 40),
      instantColumn('createdAt', engine),
      instantColumn('renewedAt', engine),
      instantColumn('expiresAt', engine),
    ],
    foreignKeys: [ofUser('session')],
    indices: [
      { name: 'ix_session_user', columnNames: ['username'] },
      { name: 'ix_session_expires', columnNames: ['expiresAt'] },
    ],
  });
}

function apiToken(engine: string): Table {
  return new Table({
    name: 'api_token',
    columns: [
      key('api_token', 'id', 36),
      text('tokenHash', 64),
      text('username', 40),
      text('name', 120),
      { name: 'scopes', type: 'text' },
      text('endsOn', 10),
      text('createdBy', 40),
      instantColumn('createdAt', engine),
      instantColumn('revokedAt', engine, { isNullable: true }),
    ],
    uniques: [{ name: 'uq_api_token_hash', columnNames: ['tokenHash'] }],
    foreignKeys: [ofUser('api_token')],
    indices: [{ name: 'ix_api_token_user', columnNames: ['username'] }],
  });
}
