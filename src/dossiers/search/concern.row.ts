import { nextMomentOf, type Dossier } from '../../domain/dossier/dossier.js';
import { isOpen } from '../../domain/dossier/status.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type SqlValue, type Statement } from '../../platform/database/sql.js';

/** The list of those who see every unit. No unit is called this. */
export const EVERYWHERE = '*';

/** What waits for nobody's date stands behind everything that has one. */
export const NO_DATE = '9999-12-30T00:00:00.000Z';

/** The columns of a row that are the same for each unit of a dossier; the first two are its key with the unit. */
export type Listing = Readonly<
  Record<'listedAt' | 'dossierId' | 'open' | 'dueAt' | 'lateFrom' | 'timeliness' | 'finishedAt', SqlValue>
>;

/**
 * Brings the lists a dossier stands in up to date with it. Nothing is written for an act that moves it in none.
 *
 * @param before null at its birth
 * @returns statements of one batch, at most one of each kind
 */
export function concernStatements(before: Dossier | null, after: Dossier): Statement[] {
  const now = listingOf(after);
  const units = unitsOf(after);
  if (before === null) return [added(units, now)];
  const then = listingOf(before);
  const known = unitsOf(before);
  // Another place in the order is another row: a row cannot be written twice in one batch.
  if (then.listedAt !== now.listedAt) return [removed(known, then), added(units, now)];
  const [left, joined] = [known.filter((unit) => !units.includes(unit)), units.filter((unit) => !known.includes(unit))];
  const stayed = units.filter((unit) => known.includes(unit));
  return [
    ...(left.length > 0 ? [removed(left, then)] : []),
    ...(sameListing(then, now) ? [] : [moved(stayed, now)]),
    ...(joined.length > 0 ? [added(joined, now)] : []),
  ];
}

/** Received, decided or held there, or on its way there. */
export function unitsOf({ unitCode, responsibleUnitCode, holder, pending }: Dossier): string[] {
  const concerned = [
    EVERYWHERE,
    unitCode,
    responsibleUnitCode,
    holder.unitCode,
    ...(pending ? [pending.unitCode] : []),
  ];
  return [...new Set(concerned)];
}

export function listingOf(dossier: Dossier): Listing {
  const listedAt = dossier.acceptedAt ?? dossier.filedAt;
  if (listedAt === null) throw new RangeError(`${dossier.code} was neither received nor filed`);
  const open = isOpen(dossier.status) && dossier.voidedAt === null;
  return {
    listedAt: writeInstant(listedAt),
    dossierId: dossier.id,
    open,
    dueAt: writeInstant(nextMomentOf(dossier)) ?? NO_DATE,
    lateFrom: open ? writeInstant(dossier.lateFrom) : null,
    timeliness: dossier.settlement?.timeliness ?? null,
    finishedAt: writeInstant(dossier.settlement?.finishedAt ?? null),
  };
}

function sameListing(one: Listing, other: Listing): boolean {
  return Object.keys(one).every((name) => one[name as keyof Listing] === other[name as keyof Listing]);
}

function added(units: readonly string[], listing: Listing): Statement {
  const names = Object.keys(listing);
  const columns = Object.values(listing);
  const shared = placeholders(columns.length);
  const rows = units.map((_, i) => `($${String(columns.length + 1 + i)}, ${shared})`);
  return {
    sql: `INSERT INTO "dossier_concern" ("unitCode", ${names.map((name) => `"${name}"`).join(', ')}) VALUES ${rows.join(', ')}`,
    params: [...columns, ...units],
  };
}

function moved(units: readonly string[], { listedAt, dossierId, ...columns }: Listing): Statement {
  const names = Object.keys(columns);
  const set = names.map((name, i) => `"${name}" = $${String(i + 3)}`).join(', ');
  return {
    sql: `UPDATE "dossier_concern" SET ${set} WHERE ${ofDossier(units.length, names.length + 3)}`,
    params: [listedAt, dossierId, ...Object.values(columns), ...units],
  };
}

function removed(units: readonly string[], { listedAt, dossierId }: Listing): Statement {
  return {
    sql: `DELETE FROM "dossier_concern" WHERE ${ofDossier(units.length, 3)}`,
    params: [listedAt, dossierId, ...units],
  };
}

function ofDossier(units: number, from: number): string {
  return `"unitCode" IN (${placeholders(units, from)}) AND "listedAt" = $1 AND "dossierId" = $2`;
}
