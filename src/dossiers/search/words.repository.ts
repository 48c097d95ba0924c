import { Injectable } from '@nestjs/common';
import type { SoughtWord } from '../../domain/text/search-words.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { inReach, onDossier, parameters, standing, type Param } from './dossier-conditions.js';
import { TOTAL_CAP, type ListFilter } from './list-filter.js';
import { newestOf, type Answer } from './listed.js';
import { bearersSql, bearsSql, DEPTH, measureSql } from './words-sql.js';

/** How many of those that bear the rarest word are looked through at first, and at most; beyond it, page by page. */
const [FIRST_WINDOW, LAST_WINDOW] = [400, 8_000];

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
    const walks = await this.rarestFirst(words, filter);
    const [walked] = walks;
    if (walked === undefined) return { rows: [], end: null, total: { count: 0, more: false } };
    // What most do not fulfil is asked first.
    const others = walks.slice(1).flatMap(({ word }) => word ?? []);
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

  /** @returns nothing when there is no word, or one is borne by nobody */
  private async rarestFirst(words: readonly SoughtWord[], { unitCodes, now }: ListFilter): Promise<readonly Walked[]> {
    if (words.length === 0) return [];
    const { params, p } = parameters();
    const found = await this.database.query<{ token: string; depth: unknown }>(measureSql(words, p), params);
    const known = found.map(({ token, depth }) => ({ token, often: howOften(readInstantOrNull(depth), now) }));
    const walks = words.map((word) => {
      const own = known.filter(({ token }) => isMeant(token, word));
      const often = own.reduce((sum, each) => sum + each.often, 0);
      return { word, unitCode: null, tokens: own.map(({ token }) => token), often };
    });
    if (walks.some(({ tokens }) => tokens.length === 0)) return [];
    const [unitCode, ...more] = unitCodes ?? [];
    const list =
      unitCode === undefined || more.length > 0
        ? []
        : [{ word: null, unitCode, tokens: [], often: howOften(await this.depthOfList(unitCode), now) }];
    return [...walks, ...list].sort((one, other) => one.often - other.often);
  }

  private async depthOfList(unitCode: string): Promise<Instant | null> {
    const [row] = await this.database.query<{ at: unknown }>(
      `SELECT "listedAt" AS "at" FROM "dossier_concern" WHERE "unitCode" = $1
        ORDER BY "listedAt" DESC, "dossierId" DESC LIMIT 1 OFFSET ${String(DEPTH - 1)}`,
      [unitCode],
    );
    return readInstantOrNull(row?.at);
  }

  /** Looks through few at first, then through as many as should fill the page at that rate. */
  private async walk(walked: Walked, others: readonly SoughtWord[], filter: ListFilter): Promise<Walk> {
    const first = await this.walkThrough(walked, others, filter, FIRST_WINDOW);
    if (isEnough(first, filter)) return first;
    const wanted = Math.ceil((1.5 * FIRST_WINDOW * (filter.limit + 1)) / Math.max(1, first.count));
    if (wanted < LAST_WINDOW) {
      const second = await this.walkThrough(walked, others, filter, wanted);
      if (isEnough(second, filter)) return second;
    }
    return this.walkThrough(walked, others, filter, LAST_WINDOW);
  }

  private async walkThrough(
    walked: Walked,
    others: readonly SoughtWord[],
    filter: ListFilter,
    window: number,
  ): Promise<Walk> {
    const { params, p } = parameters();
    const candidates = this.candidates(walked, filter, window, p);
    const reach = reachOf(walked, filter);
    const asked = [...onDossier(filter, p), ...standing(filter, p), ...inReach(reach.onDossier, p)];
    const conditions = [...concerns(reach.inList, p), ...others.map((word) => bearsSql(word, p)), ...asked];
    const from =
      asked.length > 0 ? 'candidate c CROSS JOIN "dossier" d WHERE d."id" = c."id" AND' : 'candidate c WHERE';
    const rows = await this.database.query<{ id: string; at: unknown; looked: number; n: number }>(
      `WITH candidate AS MATERIALIZED (${candidates}),
            hit AS MATERIALIZED (SELECT c."id", c."at" FROM ${from} ${conditions.join(' AND ') || '1 = 1'})
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

/** Units whose lists are asked one by one; of more, the dossier itself is asked. */
const LISTS_MAX = 4;

/** What is walked may be the list of the only unit in reach. */
function reachOf(
  { unitCode }: Walked,
  { unitCodes }: ListFilter,
): { readonly inList: readonly string[] | null; readonly onDossier: readonly string[] | null } {
  if (unitCodes === null || unitCode !== null) return { inList: null, onDossier: null };
  const few = unitCodes.length <= LISTS_MAX;
  return { inList: few ? unitCodes : null, onDossier: few ? null : unitCodes };
}

function concerns(unitCodes: readonly string[] | null, p: Param): string[] {
  if (unitCodes === null) return [];
  const list = unitCodes.map(p).join(', ');
  return [
    `(SELECT 1 FROM "dossier_concern" x
       WHERE x."unitCode" IN (${list}) AND x."listedAt" = c."at" AND x."dossierId" = c."id" LIMIT 1) = 1`,
  ];
}

function isMeant(token: string, { readings, begins }: SoughtWord): boolean {
  return readings.some((reading) => (begins ? token.startsWith(reading) : token === reading));
}

function isEnough({ hits, stoppedAt }: Walk, { limit }: ListFilter): boolean {
  return stoppedAt === null || hits.length > limit;
}

/** Dossiers a millisecond, by when the `DEPTH`th newest was listed; 0 when there are fewer. */
function howOften(depth: Instant | null, now: Instant): number {
  return depth === null ? 0 : DEPTH / Math.max(1, now - depth);
}

function placeOf({ id, at }: { readonly id: string; readonly at: unknown }): ListPlace {
  return { id, at: writeInstant(readInstant(at)) ?? '' };
}
