import pg from 'pg';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { SqlValue } from '../../../src/platform/database/sql.js';
import type { Specimen } from '../specimen.js';
import { answerOf, Copy, keysFor, OF_DOSSIER, serials, sha256, statementsOf, type RecordRows } from './copies.js';

const POOL = 16;
/** The code is known to the statement alone: it counts and writes in one. */
const CODE = '(SELECT "code" FROM counted)';
/** No value of a row. */
const MARK = '\u0001';

/** pg with named statements: one to know who asks, one to write all rows, one to read them. */
export class PostgresStore {
  private readonly pool: pg.Pool;
  private readonly write: { readonly text: string; readonly copy: Copy };
  private readonly read: string;

  constructor(
    url: string,
    private readonly specimen: Specimen,
  ) {
    this.pool = new pg.Pool({ connectionString: url, max: POOL });
    this.write = oneStatement(specimen);
    const parts = Object.entries(OF_DOSSIER).map(
      ([name, sql]) => `(SELECT coalesce(json_agg(r), '[]') FROM (${sql.replace('$1', 'd."id"')}) r) AS "${name}"`,
    );
    this.read = `SELECT to_json(d) AS "dossier", ${parts.join(', ')} FROM "dossier" d WHERE d."code" = $1`;
  }

  async roles(authorization: string | undefined): Promise<string | null> {
    const { rows } = await this.pool.query<{ roles: string }>({
      name: 'roles',
      text: `SELECT p."username", p."fullName", p."unitCode", p."roles", s."expiresAt" FROM "session" s
         JOIN "user_account" p ON p."username" = s."username" WHERE s."id" = $1 AND p."active"`,
      values: [sha256((authorization ?? '').slice('Bearer '.length))],
    });
    return rows[0]?.roles ?? null;
  }

  /** @returns the code; a key that came before, or a procedure that is not there, writes nothing */
  async register(procedureCode: string, idempotencyKey: string): Promise<string> {
    const { specimen } = this;
    const names = { id: newId(Date.now()), code: MARK, keys: keysFor(specimen, sha256(idempotencyKey)) };
    const values = this.write.copy.valuesFor(names);
    const { rows } = await this.pool.query<{ code: string }>({
      name: 'register',
      text: this.write.text,
      values: [...values, procedureCode],
    });
    const [row] = rows;
    if (!row) throw new Error('no such procedure');
    return row.code;
  }

  async record(code: string): Promise<object> {
    const { rows } = await this.pool.query<RecordRows>({ name: 'record', text: this.read, values: [code] });
    const [found] = rows;
    if (!found) throw new Error('not there');
    return answerOf(this.specimen, found);
  }
}

/** Counter, rows and the look at the procedure in one data-modifying statement. */
function oneStatement(specimen: Specimen): { text: string; copy: Copy } {
  const { scope, prefix } = serials(specimen);
  const params: SqlValue[] = [];
  const parts = statementsOf(specimen).map(({ sql, params: own }, i) => {
    const from = params.length;
    params.push(...own);
    return `s${i} AS (${sql.replace(/\$(\d+)/g, (_, n: string) => slot(own[Number(n) - 1] ?? null, from + Number(n), specimen))} RETURNING 1)`;
  });
  const text = `WITH counted AS (
      INSERT INTO "counter" ("scope", "value")
      SELECT '${scope}', 1 WHERE EXISTS (SELECT 1 FROM "procedure_version" WHERE "procedureCode" = $${params.length + 1})
      ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + 1
      RETURNING '${prefix}' || lpad("value"::text, 4, '0') AS "code"),
    ${parts.join(', ')} SELECT "code" FROM counted`;
  return { text, copy: new Copy(text, params, specimen) };
}

/** A parameter, or what stands for it where the code of the dossier belongs. */
function slot(value: SqlValue, number: number, { code }: Specimen): string {
  if (typeof value !== 'string' || !value.includes(code)) return `$${number}`;
  return `replace($${number}::text, '${MARK}', ${CODE})`;
}
