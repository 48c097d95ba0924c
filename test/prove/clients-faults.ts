import pg from 'pg';
import type { Proof } from './proof.js';

/** Each must find nothing. */
const MUST_BE_EMPTY: Readonly<Record<string, string>> = {
  'an obligation opened twice': `
    SELECT "dossierId" || ' ' || "cause" AS "found" FROM "obligation" GROUP BY "dossierId", "cause" HAVING count(*) > 1`,
  'an obligation with two living letters': `
    SELECT "obligationId" AS "found" FROM "letter_obligation" WHERE "living" GROUP BY 1 HAVING count(*) > 1`,
  'a late dossier noted without its obligation': `
    SELECT d."code" AS "found" FROM "dossier" d
     WHERE d."breachNoted" AND NOT EXISTS (SELECT 1 FROM "obligation" o WHERE o."dossierId" = d."id")`,
  'a history with a gap': `
    SELECT d."code" AS "found" FROM "dossier" d
     WHERE d."eventSeq" <> (SELECT count(*) FROM "dossier_event" e WHERE e."dossierId" = d."id")`,
  'a version that is not one of its events': `SELECT "code" AS "found" FROM "dossier" WHERE "version" <> "eventSeq"`,
  'a hand-over nobody waits for': `
    SELECT d."code" AS "found" FROM "dossier" d JOIN "hand_over" h ON h."dossierId" = d."id"
     WHERE h."acknowledgedAt" IS NULL AND d."pendingHandOverId" IS DISTINCT FROM h."id"
       AND d."status" IN ('accepted', 'processing') AND d."voidedAt" IS NULL`,
  'a code of a day left out': `
    SELECT c."scope" || ': ' || c."value" || ' given, ' || count(d."id") || ' used' AS "found" FROM "counter" c
      LEFT JOIN "dossier" d ON 'dossier:' || split_part(d."code", '-', 1) || ':' || split_part(d."code", '-', 2) = c."scope"
     WHERE c."scope" LIKE 'dossier:%' GROUP BY c."scope", c."value"
    HAVING count(d."id") <> c."value" OR max(CAST(split_part(d."code", '-', 3) AS integer)) <> c."value"`,
};

/**
 * What the database says afterwards.
 *
 * @param done how many acts were answered as done, by the code of each dossier
 */
export async function faultsOf(url: string, done: ReadonlyMap<string, number>): Promise<Proof> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const failures: string[] = [];
    for (const [fault, sql] of Object.entries(MUST_BE_EMPTY)) {
      const { rows } = await client.query<{ found: string }>(`${sql} LIMIT 5`);
      if (rows.length > 0) failures.push(`${fault}: ${rows.map(({ found }) => found).join(', ')}`);
    }
    const acts = await client.query<{ code: string; n: number }>(
      `SELECT d."code", CAST(count(*) - 1 AS integer) AS "n" FROM "dossier" d
         JOIN "dossier_event" e ON e."dossierId" = d."id" AND e."actor" <> 'system' GROUP BY d."code"`,
    );
    for (const { code, n } of acts.rows) {
      const answered = done.get(code);
      if (answered !== n) failures.push(`${code}: ${answered ?? 'no'} acts were answered, ${n} are in its history`);
    }
    const missing = [...done.keys()].filter((code) => !acts.rows.some((row) => row.code === code));
    if (missing.length > 0) failures.push(`answered and not there: ${missing.slice(0, 5).join(', ')}`);
    const deadlocks = await count(
      client,
      'SELECT "deadlocks" AS "n" FROM pg_stat_database WHERE datname = current_database()',
    );
    if (deadlocks > 0) failures.push(`${deadlocks} deadlocks`);
    return {
      facts: {
        dossiers: acts.rows.length,
        acts: acts.rows.reduce((sum, { n }) => sum + n, 0),
        obligations: await count(client, 'SELECT count(*) AS "n" FROM "obligation"'),
        deadlocks,
      },
      failures: failures.slice(0, 30),
    };
  } finally {
    await client.end();
  }
}

async function count(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(sql);
  return Number(rows[0]?.n ?? 0);
}
