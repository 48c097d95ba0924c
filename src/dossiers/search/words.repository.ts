import { Injectable } from '@nestjs/common';
import type { SoughtWord } from '../../domain/text/search-words.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { onDossier, parameters, standing, type Param } from './dossier-conditions.js';
import { TOTAL_CAP, type ListFilter } from './list-filter.js';
import { newestOf, type Answer } from './listed.js';
import { bearersSql, bearsSql, DEPTH, measureSql } from './words-sql.js';

/** How many of those that bear the rarest word are looked through: first few, then many; beyond it, page by page. */
const WINDOWS = [400, 8_000];

/** What is walked, newest first, to find what else is asked: the rarest word, or the list of the reader's unit. */
interface Walked {
  readonly tokens: readonly string[];
  readonly unitCode: string | null;
  readonly word: SoughtWord | null;
}

/** What a walk came upon. */
interface Walk {
  /** one more than a page when there are more */
  readonly hits: readonly ListPlace[];
  /** how many there were on the way */
  readonly count: number;
  /** where it stopped before it had seen all; null when it has */
  readonly stoppedAt: ListPlace | null;
}

/** Dossiers by the words of their people's names, newest first. */
@Injectable()
export class WordsRepository {
  constructor(private readonly database: Database) {}

  async find(words: readonly SoughtWord[], filter: ListFilter): Promise<Answer> {
    const walked = await this.rarest(words, filter);
    if (walked === null) return { rows: [], end: null, total: { count: 0, more: false } };
    const others = words.filter((word) => word !== walked.word);
    const first = await this.walk(walked, others, { ...filter, after: null });
    const { hits, stoppedAt } = filter.after === null ? first : await this.walk(walked, others, filter);
    const total = {
      count: Math.min(first.count, TOTAL_CAP),
      more: first.stoppedAt !== null || first.count > TOTAL_CAP,
    };
    const page = hits.slice(0, filter.limit);
    const rows = await newestOf(
      this.database,
      page.map(({ id }) => id),
    );
    return { rows, end: hits.length > filter.limit ? (page.at(-1) ?? null) : stoppedAt, total };
  }

  /** @returns null when there is no word, or one is borne by nobody */
  private async rarest(words: readonly SoughtWord[], { unitCodes }: ListFilter): Promise<Walked | null> {
    if (words.length === 0) return null;
    const { params, p } = parameters();
    const found = await this.database.query<{ token: string; depth: unknown }>(measureSql(words, p), params);
    const known = found.map(({ token, depth }) => ({ token, depth: readInstantOrNull(depth) }));
    const walks = words.map((word) => {
      const own = known.filter(({ token }) => isMeant(token, word));
      return {
        word,
        unitCode: null,
        tokens: own.map(({ token }) => token),
        depth: latest(own.map(({ depth }) => depth)),
      };
    });
    if (walks.some(({ tokens }) => tokens.length === 0)) return null;
    const [unitCode, ...more] = unitCodes ?? [];
    const list =
      unitCode === undefined || more.length > 0
        ? []
        : [{ word: null, unitCode, tokens: [], depth: await this.depthOfList(unitCode) }];
    return [...walks, ...list].reduce((best, each) => (isRarer(each.depth, best.depth) ? each : best));
  }

  private async depthOfList(unitCode: string): Promise<Instant | null> {
    const [row] = await this.database.query<{ at: unknown }>(
      `SELECT "listedAt" AS "at" FROM "dossier_concern" WHERE "unitCode" = $1
        ORDER BY "listedAt" DESC, "dossierId" DESC LIMIT 1 OFFSET ${String(DEPTH - 1)}`,
      [unitCode],
    );
    return readInstantOrNull(row?.at);
  }

  private async walk(walked: Walked, others: readonly SoughtWord[], filter: ListFilter): Promise<Walk> {
    let walk: Walk = { hits: [], count: 0, stoppedAt: null };
    for (const window of WINDOWS) {
      walk = await this.walkThrough(walked, others, filter, window);
      if (walk.stoppedAt === null || walk.hits.length > filter.limit) return walk;
    }
    return walk;
  }

  private async walkThrough(
    walked: Walked,
    others: readonly SoughtWord[],
    filter: ListFilter,
    window: number,
  ): Promise<Walk> {
    const { params, p } = parameters();
    const candidates = this.candidates(walked, filter, window, p);
    const asked = [...onDossier(filter, p), ...standing(filter, p)];
    const conditions = [...others.map((word) => bearsSql(word, p)), ...concerns(walked, filter, p), ...asked];
    const from =
      asked.length > 0 ? 'candidate c CROSS JOIN "dossier" d WHERE d."id" = c."id" AND' : 'candidate c WHERE';
    const rows = await this.database.query<{ id: string; at: unknown; looked: number; n: number }>(
      `WITH candidate AS (${candidates}),
            hit AS (SELECT c."id", c."at" FROM ${from} ${conditions.join(' AND ') || '1 = 1'})
       SELECT h."id", h."at", 0 AS "looked", 0 AS "n"
         FROM (SELECT "id", "at" FROM hit ORDER BY "at" DESC, "id" DESC LIMIT ${String(filter.limit + 1)}) AS h
       UNION ALL
       SELECT l."id", l."at", CAST((SELECT count(*) FROM candidate) AS integer), CAST((SELECT count(*) FROM hit) AS integer)
         FROM (SELECT "id", "at" FROM candidate ORDER BY "at", "id" LIMIT 1) AS l
       ORDER BY 2 DESC, 1 DESC, 3`,
      params,
    );
    const last = rows.find(({ looked }) => looked > 0);
    const hits = rows.filter(({ looked }) => looked === 0).map(placeOf);
    return { hits, count: last?.n ?? 0, stoppedAt: last && last.looked >= window ? placeOf(last) : null };
  }

  private candidates({ tokens, unitCode }: Walked, { after }: ListFilter, window: number, p: Param): string {
    const place = after && ([p(after.at), p(after.id)] as const);
    const beyond = (at: string, id: string): string[] => (place ? [`(${at}, ${id}) < (${place.join(', ')})`] : []);
    if (unitCode === null) return bearersSql(tokens, beyond, window, this.database.engine, p);
    const where = [`"unitCode" = ${p(unitCode)}`, ...beyond('"listedAt"', '"dossierId"')].join(' AND ');
    return `SELECT "dossierId" AS "id", "listedAt" AS "at" FROM "dossier_concern" WHERE ${where}
      ORDER BY "listedAt" DESC, "dossierId" DESC LIMIT ${String(window)}`;
  }
}

/** Within the reader's reach, unless what is walked is the list of that. */
function concerns({ unitCode }: Walked, { unitCodes }: ListFilter, p: Param): string[] {
  if (unitCodes === null || unitCode !== null) return [];
  const list = unitCodes.map(p).join(', ');
  return [
    `EXISTS (SELECT 1 FROM "dossier_concern" x WHERE x."unitCode" IN (${list}) AND x."listedAt" = c."at" AND x."dossierId" = c."id")`,
  ];
}

function isMeant(token: string, { readings, begins }: SoughtWord): boolean {
  return readings.some((reading) => (begins ? token.startsWith(reading) : token === reading));
}

/** Of several words the most common decides. */
function latest(depths: readonly (Instant | null)[]): Instant | null {
  return depths.reduce((one, other) => (isRarer(one, other) ? other : one), null);
}

function isRarer(one: Instant | null, other: Instant | null): boolean {
  if (one === null || other === null) return one === null && other !== null;
  return one < other;
}

function placeOf({ id, at }: { readonly id: string; readonly at: unknown }): ListPlace {
  return { id, at: writeInstant(readInstant(at)) ?? '' };
}
