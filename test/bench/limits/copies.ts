import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { SqlValue, Statement } from '../../../src/platform/database/sql.js';
import type { Specimen } from '../specimen.js';

/** What makes a copy another one: its id, its code, and keys of rows that are known by neither. */
export interface Names {
  readonly id: string;
  readonly code: string;
  readonly keys: readonly string[];
}

interface Place {
  readonly at: number;
  readonly fill: (names: Names) => SqlValue;
}

/** A statement of the specimen, ready to be written again under other names. */
export class Copy {
  private readonly places: readonly Place[];

  constructor(
    readonly sql: string,
    /** as the specimen had them */
    private readonly values: readonly SqlValue[],
    specimen: Specimen,
  ) {
    this.places = values.flatMap((value, at) => {
      const fill = placed(value, specimen);
      return fill ? [{ at, fill }] : [];
    });
  }

  valuesFor(names: Names): SqlValue[] {
    const values = [...this.values];
    for (const { at, fill } of this.places) values[at] = fill(names);
    return values;
  }
}

function placed(value: SqlValue, { dossierId, code, keys }: Specimen): Place['fill'] | null {
  if (typeof value !== 'string') return null;
  if (value === dossierId) return ({ id }) => id;
  if (value === code) return (names) => names.code;
  const key = keys.indexOf(value);
  if (key >= 0) return (names) => names.keys[key] ?? '';
  if (!value.includes(dossierId) && !value.includes(code)) return null;
  return (names) => value.replaceAll(dossierId, names.id).replaceAll(code, names.code);
}

/** The statements of a specimen, as few as its rows allow. */
export function statementsOf({ inserted, changed, removed }: Specimen): Statement[] {
  return [
    ...changed.map(({ table, key, set }) => {
      const columns = Object.keys(set);
      return {
        sql: `UPDATE "${table}" SET ${columns.map((name, i) => `"${name}" = $${i + 1}`).join(', ')} WHERE ${where(key, columns.length)}`,
        params: [...Object.values(set), ...Object.values(key)],
      };
    }),
    ...removed.map(({ table, key }) => ({
      sql: `DELETE FROM "${table}" WHERE ${where(key, 0)}`,
      params: Object.values(key),
    })),
    ...inFirst(inserted).map(({ table, row }) => {
      const columns = Object.keys(row);
      return {
        sql: `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
        params: Object.values(row),
      };
    }),
  ];
}

/** What others refer to, in the order to write it. */
const REFERRED = ['dossier', 'obligation', 'letter'];

function inFirst(rows: Specimen['inserted']): Specimen['inserted'] {
  const rank = (table: string): number => (REFERRED.includes(table) ? REFERRED.indexOf(table) : REFERRED.length);
  return [...rows].sort((a, b) => rank(a.table) - rank(b.table));
}

function where(key: Readonly<Record<string, SqlValue>>, from: number): string {
  return Object.keys(key)
    .map((name, i) => `"${name}" = $${i + from + 1}`)
    .join(' AND ');
}

/** Other keys for a copy: the row of the idempotency key goes by its hash, the rest by new ids. */
export function keysFor(specimen: Specimen, idempotencyHash: string): string[] {
  const scope = specimen.inserted.find(({ table }) => table === 'idempotency_key')?.row['scope'];
  return specimen.keys.map((key) => (key === scope ? idempotencyHash : newId(Date.now())));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The serials of a desk and day, as the specimen's code has them. */
export function serials({ code }: Specimen): { readonly prefix: string; readonly scope: string } {
  const prefix = code.slice(0, code.lastIndexOf('-') + 1);
  const [unit, day] = prefix.split('-');
  return { prefix, scope: `dossier:${unit ?? ''}:${day ?? ''}` };
}

/** What a limit program is told by whoever starts it. */
export function settings(): { readonly specimens: Readonly<Record<string, Specimen>>; readonly database: string } {
  const { SPECIMENS = '', LIMIT_DATABASE = '' } = process.env;
  return {
    specimens: JSON.parse(readFileSync(SPECIMENS, 'utf8')) as Record<string, Specimen>,
    database: LIMIT_DATABASE,
  };
}

/** The rows that `GET /dossiers/{code}` reads, by what they are; the answer is made of them and of nothing else new. */
export interface RecordRows {
  readonly dossier: Readonly<Record<string, unknown>>;
  readonly parties: readonly Readonly<Record<string, unknown>>[];
  readonly promises: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly unknown[];
  readonly handOvers: readonly unknown[];
  readonly obligations: readonly Readonly<Record<string, unknown>>[];
}

/** The tables with what belongs to one dossier; each is one indexed read. */
export const OF_DOSSIER = {
  parties: 'SELECT * FROM "dossier_party" WHERE "dossierId" = $1 ORDER BY "role"',
  promises: 'SELECT * FROM "promise" WHERE "dossierId" = $1 ORDER BY "seq"',
  events: `SELECT e."seq", e."act", e."actor", e."at", p."body" FROM "dossier_event" e
    LEFT JOIN "dossier_event_payload" p ON p."dossierId" = e."dossierId" AND p."seq" = e."seq"
    WHERE e."dossierId" = $1 ORDER BY e."seq"`,
  handOvers: 'SELECT * FROM "hand_over" WHERE "dossierId" = $1 ORDER BY "sentAt", "id"',
  obligations: 'SELECT * FROM "obligation" WHERE "dossierId" = $1 ORDER BY "openedAt", "id"',
} as const;

/** The same JSON as ours, member for member; what a copy has of its own comes from its rows. */
export function answerOf(specimen: Specimen, rows: RecordRows): object {
  const { dossier, parties, promises, obligations } = rows;
  const kept = Object.entries(specimen.answer).map(([name, value]) => [
    name,
    typeof dossier[name] === 'string' ? dossier[name] : value,
  ]);
  return {
    ...(Object.fromEntries(kept) as Record<string, unknown>),
    explanation: JSON.parse(promises[0]?.['trace'] as string) as unknown,
    receiptUrl: `/api/v1/dossiers/${String(dossier['code'])}/papers/receipt.pdf`,
    applicant: { ...(specimen.answer['applicant'] as object), name: parties[0]?.['name'] },
    obligations: obligations.map(({ id, cause, state, since }) => ({ id, cause, state, since })),
  };
}
