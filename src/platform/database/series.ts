import { createHash, randomBytes } from 'node:crypto';
import { nextInCounter } from './counter.js';
import type { SqlValue, Statement, Tx } from './sql.js';

/** Numbers without gaps, and what they are called: the prefix and the number, with zeros before it up to `digits`. */
export interface Series {
  readonly scope: string;
  readonly prefix: string;
  readonly digits: number;
}

/** Stands for a name that is drawn by the statement which writes it. Random: no text that anybody gives us holds it. */
const TO_BE_DRAWN = `name-${randomBytes(16).toString('hex')}`;
/** Before a text that is digested once the name is known. */
const TO_BE_DIGESTED = `sha256-${randomBytes(16).toString('hex')}:`;

/** SHA-256 in hex. Of a text with a name in it that is not drawn yet, the database makes it (`inOneStatement`). */
export function digestOf(text: string): string {
  if (!text.includes(TO_BE_DRAWN)) return createHash('sha256').update(text, 'utf8').digest('hex');
  if (text.includes(TO_BE_DIGESTED)) throw new Error('a digest of what is not yet digested');
  return TO_BE_DIGESTED + text;
}

/** Draws the next name and writes its rows, inside a transaction. */
export async function writeNamed(
  tx: Tx,
  { scope, prefix, digits }: Series,
  rows: (name: string) => readonly Statement[],
): Promise<string> {
  const name = prefix + String(await nextInCounter(tx, scope)).padStart(digits, '0');
  await tx.batch(rows(name));
  return name;
}

/**
 * One statement for PostgreSQL that draws the next name of a series, writes all its rows and answers the `name`: the
 * counter is locked while the database works, and not while we think or the network carries.
 */
export function inOneStatement(series: Series, rows: (name: string) => readonly Statement[]): Statement {
  const params: SqlValue[] = [series.scope, series.prefix, series.digits, TO_BE_DRAWN];
  const parts = rows(TO_BE_DRAWN).map((statement, i) => {
    const from = params.length;
    params.push(...statement.params.map(sent));
    const sql = statement.sql.replace(/\$(\d+)/g, (_, n: string) =>
      slot(statement.params[Number(n) - 1] ?? null, from + Number(n)),
    );
    return `s${String(i)} AS (${sql} RETURNING 1)`;
  });
  return { sql: `WITH ${[DRAWN, ...parts].join(', ')} SELECT "name" FROM drawn`, params };
}

const DRAWN = `drawn AS (
  INSERT INTO "counter" ("scope", "value") VALUES ($1, 1)
  ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + 1
  RETURNING CAST($2 AS text) ||
    lpad(CAST("value" AS text), greatest(CAST($3 AS integer), length(CAST("value" AS text))), '0') AS "name")`;

function sent(value: SqlValue): SqlValue {
  if (typeof value !== 'string') return value;
  return value.startsWith(TO_BE_DIGESTED) ? value.slice(TO_BE_DIGESTED.length) : value;
}

/** A parameter as it is, or what the database makes of it once it has drawn the name. */
function slot(value: SqlValue, number: number): string {
  if (typeof value !== 'string' || !value.includes(TO_BE_DRAWN)) return `$${String(number)}`;
  const named = `replace(CAST($${String(number)} AS text), $4, (SELECT "name" FROM drawn))`;
  if (value.startsWith(TO_BE_DIGESTED)) return `encode(sha256(convert_to(${named}, 'UTF8')), 'hex')`;
  if (value.includes(TO_BE_DIGESTED)) throw new Error('a text around what is not yet digested');
  return named;
}
