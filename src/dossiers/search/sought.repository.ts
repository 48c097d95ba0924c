import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NO_DATE } from './concern.row.js';
import { inReach, onDossier, parameters, standing, type Param } from './dossier-conditions.js';
import { TOTAL_CAP, type ListFilter, type Sought } from './list-filter.js';
import { orderOf, standsByLateness } from './list-ranges.js';
import { countedUpTo, listed, type Answer, type Listed, type ListTotal } from './listed.js';

/** Dossiers that an index finds by themselves: few, so that each is looked at. */
@Injectable()
export class SoughtRepository {
  constructor(private readonly database: Database) {}

  /** Beginnings of codes that many have are found sooner in a list. */
  async isFew(sought: Sought): Promise<boolean> {
    if (sought.kind !== 'code') return true;
    const { params, p } = parameters();
    const codes = `SELECT 1 AS "one" FROM "dossier" d WHERE ${this.codeBegins(sought.prefix, p)} LIMIT ${String(TOTAL_CAP + 1)}`;
    const { more } = await countedUpTo(this.database, count(codes), params);
    return !more;
  }

  async answer(filter: ListFilter, sought: Sought): Promise<Answer> {
    const [page, total] = await Promise.all([this.page(filter, sought), this.total(filter, sought)]);
    return { ...page, total };
  }

  private page(filter: ListFilter, sought: Sought): Promise<Listed> {
    const { params, p } = parameters();
    const { direction } = orderOf(filter);
    const at = placeOf(filter, p);
    const { after } = filter;
    const compare = direction === 'ASC' ? '>' : '<';
    const beyond = after ? [`(${at}, d."id") ${compare} (${p(after.at)}, ${p(after.id)})`] : [];
    const sql = `SELECT d."id", ${at} AS "at" ${this.found(filter, sought, beyond, p)}
      ORDER BY ${at} ${direction}, d."id" ${direction} LIMIT ${String(filter.limit + 1)}`;
    return listed(this.database, { sql, params, direction, limit: filter.limit });
  }

  private total(filter: ListFilter, sought: Sought): Promise<ListTotal> {
    const { params, p } = parameters();
    const some = `SELECT 1 AS "one" ${this.found(filter, sought, [], p)} LIMIT ${String(TOTAL_CAP + 1)}`;
    return countedUpTo(this.database, count(some), params);
  }

  /** Each engine by the index it has: collations of PostgreSQL put punctuation where no range would find it. */
  codeBegins(prefix: string, p: Param): string {
    if (this.database.engine === 'postgres') return `d."code" LIKE ${p(`${prefix}%`)}`;
    return `d."code" >= ${p(prefix)} AND d."code" < ${p(`${prefix}\uffff`)}`;
  }

  private found(filter: ListFilter, sought: Sought, beyond: readonly string[], p: Param): string {
    const where = [
      'd."id" = found."id"',
      ...inReach(filter.unitCodes, p),
      ...onDossier(filter, p),
      ...standing(filter, p),
      ...(filter.sort === 'finished' ? ['d."finishedAt" IS NOT NULL'] : []),
      ...beyond,
    ];
    return `FROM (${this.ids(sought, p)}) AS found CROSS JOIN "dossier" d WHERE ${where.join(' AND ')}`;
  }

  private ids(sought: Sought, p: Param): string {
    switch (sought.kind) {
      case 'numbers':
        return `SELECT DISTINCT "id" FROM (${numbered(sought, p).join(' UNION ALL ')}) AS theirs`;
      case 'slip':
        return `SELECT "dossierId" AS "id" FROM "dossier_paper_slip" WHERE "book" = ${p(sought.book)} AND "serial" = ${p(sought.serial)}`;
      case 'code':
        return `SELECT d."id" FROM "dossier" d WHERE ${this.codeBegins(sought.prefix, p)}`;
    }
  }
}

/** Applicant and submitter of one dossier may share a telephone. */
function numbered({ idHash, phoneHash }: Extract<Sought, { kind: 'numbers' }>, p: Param): string[] {
  const hashes = [['idHash', idHash] as const, ['phoneHash', phoneHash] as const];
  return hashes.flatMap(([column, hash]) =>
    hash === null ? [] : [`SELECT "dossierId" AS "id" FROM "dossier_party" WHERE "${column}" = ${p(hash)}`],
  );
}

/** As in the lists of `dossier_concern`. */
function placeOf(filter: ListFilter, p: Param): string {
  if (standsByLateness(filter)) return 'd."lateFrom"';
  switch (filter.sort) {
    case 'accepted':
      return 'coalesce(d."acceptedAt", d."filedAt")';
    case 'due':
      return `coalesce(d."currentDueAt", d."answerDueAt", ${p(NO_DATE)})`;
    case 'finished':
      return 'd."finishedAt"';
  }
}

function count(some: string): string {
  return `SELECT CAST(count(*) AS integer) AS "n" FROM (${some}) AS counted`;
}
