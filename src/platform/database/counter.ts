import type { Tx } from './sql.js';

/**
 * The next number of a sequence without gaps: the row stays locked until the transaction ends, so a number that is
 * rolled back is given to the next in line. Take it last, after every other row the transaction writes to.
 *
 * @param scope what is counted, e.g. `dossier:H45.20:230517`; at most 120 characters
 */
export async function nextInCounter(tx: Tx, scope: string): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `INSERT INTO "counter" ("scope", "value") VALUES ($1, 1)
     ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + 1 RETURNING "value"`,
    [scope],
  );
  if (!row) throw new Error(`counter ${scope} answered nothing`);
  return row.value;
}

/**
 * The next `count` numbers of a sequence at once, for papers that are numbered before they are used.
 *
 * @returns the first of them
 */
export async function manyInCounter(tx: Tx, scope: string, count: number): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `INSERT INTO "counter" ("scope", "value") VALUES ($1, $2)
     ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + excluded."value" RETURNING "value"`,
    [scope, count],
  );
  if (!row) throw new Error(`counter ${scope} answered nothing`);
  return row.value - count + 1;
}

/**
 * Numbers up to `value` were given elsewhere: the next one drawn here comes after them. A counter that is already
 * further stays. Whoever lifts several does so in the order of their scopes, so that two cannot wait for each other.
 */
export async function liftCounter(tx: Tx, scope: string, value: number): Promise<void> {
  await tx.execute(
    `INSERT INTO "counter" ("scope", "value") VALUES ($1, $2)
     ON CONFLICT ("scope") DO UPDATE SET "value" =
       CASE WHEN "counter"."value" < excluded."value" THEN excluded."value" ELSE "counter"."value" END`,
    [scope, value],
  );
}
