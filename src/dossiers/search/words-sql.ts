import type { SoughtWord } from '../../domain/text/search-words.js';
import type { Engine } from '../../platform/database/database.js';
import type { Param } from './dossier-conditions.js';
import { inEach } from './list-ranges.js';

/** How deep into what bears a word one looks to see how common it is. */
export const DEPTH = 200;

/** Different words that the beginning of one stands for. */
const BEGINNINGS_MAX = 64;

/** Behind every word that begins so: bytes of text never reach it. */
const BEHIND = '\uffff';

/**
 * The words of the index that may be meant, each with when the `DEPTH`th newest dossier that bears it was listed: the
 * longer ago, the rarer the word; null when there are fewer.
 */
export function measureSql(words: readonly SoughtWord[], p: Param): string {
  const depth = (token: string): string =>
    `(SELECT t."listedAt" FROM "dossier_token" t WHERE t."token" = ${token}
       ORDER BY t."listedAt" DESC, t."dossierId" DESC LIMIT 1 OFFSET ${String(DEPTH - 1)})`;
  const begins = words.filter((word) => word.begins).flatMap(({ readings }) => readings);
  const whole = words.filter((word) => !word.begins).flatMap(({ readings }) => readings);
  const parts = whole.map((reading) => {
    const token = textOf(p(reading));
    return `SELECT ${token} AS "token", ${depth(token)} AS "depth"`;
  });
  if (begins.length === 0) return parts.join(' UNION ALL ');
  // A step for each different word, not for each dossier: the smallest of the index beyond the last.
  const next = (compare: string, beyond: string, end: string): string =>
    `(SELECT min(t."token") FROM "dossier_token" t WHERE t."token" ${compare} ${beyond} AND t."token" < ${end})`;
  const seeds = begins.map((reading) => {
    const [first, end] = [textOf(p(reading)), textOf(p(reading + BEHIND))];
    return `SELECT ${end} AS "end", ${next('>=', first, end)} AS "token"`;
  });
  const known = `SELECT w."token", ${depth('w."token"')} AS "depth" FROM (SELECT "token" FROM meant WHERE "token" IS NOT NULL LIMIT ${String(BEGINNINGS_MAX)}) AS w`;
  return `WITH RECURSIVE meant("end", "token") AS (
      SELECT s."end", s."token" FROM (${seeds.join(' UNION ALL ')}) AS s
      UNION ALL
      SELECT m."end", ${next('>', 'm."token"', 'm."end"')} FROM meant m WHERE m."token" IS NOT NULL
    ) ${[...parts, known].join(' UNION ALL ')}`;
}

/** PostgreSQL asks what a parameter is that stands alone. */
function textOf(parameter: string): string {
  return `CAST(${parameter} AS varchar(41))`;
}

/** The newest `limit` dossiers that bear one of the words: `id` and `at`, in order. */
export function bearersSql(
  tokens: readonly string[],
  beyond: (at: string, id: string) => string[],
  limit: number,
  engine: Engine,
  p: Param,
): string {
  const branches = inEach(tokens, engine, p, (token) => {
    const where = [`t."token" = ${token}`, ...beyond('t."listedAt"', 't."dossierId"')].join(' AND ');
    return `SELECT t."dossierId" AS "id", t."listedAt" AS "at" FROM "dossier_token" t WHERE ${where}
      ORDER BY t."listedAt" DESC, t."dossierId" DESC LIMIT ${String(limit)}`;
  });
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0 && tokens.length === 1) return only;
  const all = branches.map((branch) => `SELECT "id", "at" FROM (${branch}) AS one`).join(' UNION ALL ');
  return `SELECT "id", "at" FROM (${all}) AS every GROUP BY "id", "at" ORDER BY "at" DESC, "id" DESC LIMIT ${String(limit)}`;
}

/**
 * Does candidate `c` bear the word too? Asked of one candidate after another: told `EXISTS`, PostgreSQL would rather
 * read everybody who bears it.
 */
export function bearsSql({ readings, begins }: SoughtWord, p: Param): string {
  const one = readings.map((reading) =>
    begins ? `(t."token" >= ${p(reading)} AND t."token" < ${p(reading + BEHIND)})` : `t."token" = ${p(reading)}`,
  );
  return `(SELECT 1 FROM "dossier_token" t WHERE t."dossierId" = c."id" AND (${one.join(' OR ')}) LIMIT 1) = 1`;
}
