import { Injectable } from '@nestjs/common';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import { insert, type Queries, type Row, type Statement, type Tx } from '../platform/database/sql.js';
import type { StoredVersion } from './catalogue.js';

/** Counter that every change of the catalogue raises. */
export const PROCEDURES_REVISION = 'procedures.revision';

/** A version has 24 columns: so many stay far below PostgreSQL's 65,535 parameters. */
const CHUNK = 200;
const LISTS = ['unitAdditions', 'stages', 'extraTimes', 'documents'] as const;

export interface Field {
  readonly code: string;
  readonly name: string;
}

@Injectable()
export class ProceduresRepository {
  async fields(from: Queries): Promise<Field[]> {
    return from.query<Field>('SELECT "code", "name" FROM "field" ORDER BY "code"');
  }

  async versions(from: Queries): Promise<StoredVersion[]> {
    const rows = await from.query(
      'SELECT v.*, f."name" AS "fieldName" FROM "procedure_version" v JOIN "field" f ON f."code" = v."fieldCode"' +
        ' ORDER BY v."procedureCode", v."validFrom"',
    );
    return rows.map(toVersion);
  }

  async writeFields(tx: Tx, fields: readonly Field[]): Promise<void> {
    const sql = ' ON CONFLICT ("code") DO UPDATE SET "name" = excluded."name"';
    await tx.vouch('field', ...fields.map(({ code }) => code));
    await inChunks(
      tx,
      fields.map((field) => extend(insert('field', { ...field }), sql)),
    );
  }

  /** Adds versions, and their procedures where they are new; a version of the same code and day is replaced. */
  async write(tx: Tx, versions: readonly StoredVersion[]): Promise<void> {
    const codes = [...new Set(versions.map(({ procedureCode }) => procedureCode))];
    await tx.vouch('procedure', ...codes);
    await tx.vouch('procedure_version', ...(await this.idsOf(tx, codes)), ...versions.map(({ id }) => id));
    await inChunks(
      tx,
      codes.map((code) => extend(insert('procedure', { code }), ' ON CONFLICT ("code") DO NOTHING')),
    );
    await inChunks(tx, versions.map(upsertVersion));
  }

  /** Says how fees are computed where a version did not say it yet. */
  async fillFeeRules(tx: Tx, versions: readonly Pick<StoredVersion, 'id' | 'feeRule'>[]): Promise<void> {
    if (versions.length === 0) return;
    await tx.vouch('procedure_version', ...versions.map(({ id }) => id));
    const sql = 'UPDATE "procedure_version" SET "feeRule" = $1 WHERE "id" = $2 AND "feeRule" IS NULL';
    await inChunks(
      tx,
      versions.map(({ id, feeRule }) => ({ sql, params: [feeRule, id] })),
    );
  }

  /** Versions that may be replaced keep their ids. */
  private async idsOf(tx: Tx, codes: readonly string[]): Promise<string[]> {
    const wanted = new Set(codes);
    const rows = await tx.query<{ id: string; procedureCode: string }>(
      'SELECT "id", "procedureCode" FROM "procedure_version"',
    );
    return rows.filter(({ procedureCode }) => wanted.has(procedureCode)).map(({ id }) => id);
  }
}

async function inChunks(tx: Tx, statements: readonly Statement[]): Promise<void> {
  for (let i = 0; i < statements.length; i += CHUNK) await tx.batch(statements.slice(i, i + CHUNK));
}

function extend({ sql, params }: Statement, tail: string): Statement {
  return { sql: sql + tail, params };
}

function upsertVersion({ fieldName: _, limit, ...version }: StoredVersion): Statement {
  const lists = Object.fromEntries(LISTS.map((name) => [name, JSON.stringify(version[name])])) as Record<
    (typeof LISTS)[number],
    string
  >;
  const row = { ...version, ...lists, limitAmount: limit.amount, limitUnit: limit.unit };
  const kept = ['id', 'procedureCode', 'validFrom'];
  const changes = Object.keys(row).filter((column) => !kept.includes(column));
  const sets = changes.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  return extend(insert('procedure_version', row), ` ON CONFLICT ("procedureCode", "validFrom") DO UPDATE SET ${sets}`);
}

function toVersion({ limitAmount, limitUnit, ...row }: Row): StoredVersion {
  const lists = Object.fromEntries(LISTS.map((name) => [name, JSON.parse(String(row[name])) as unknown]));
  const limit = { amount: limitAmount, unit: limitUnit } as TimeLimit;
  return { ...(row as unknown as ProcedureVersion), ...lists, limit, instant: Boolean(row['instant']) };
}
