import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Specimen } from '../specimen.js';
import {
  answerOf,
  Copy,
  keysFor,
  OF_DOSSIER,
  serials,
  sha256,
  statementsOf,
  type Names,
  type RecordRows,
} from './copies.js';

type Row = Record<string, unknown>;

/** better-sqlite3 and prepared statements: the least that reads who asks, and writes and reads what ours does. */
export class SqliteStore {
  private readonly db: Database;
  private readonly person: Statement;
  private readonly known: Statement;
  private readonly terms: Statement;
  private readonly serial: Statement;
  private readonly byCode: Statement;
  private readonly parts: Readonly<Record<keyof typeof OF_DOSSIER, Statement>>;
  private readonly writes = new Map<string, readonly { readonly copy: Copy; readonly statement: Statement }[]>();

  constructor(
    file: string,
    private readonly specimens: Readonly<Record<string, Specimen>>,
  ) {
    this.db = new Sqlite(file);
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'recursive_triggers = ON']) {
      this.db.pragma(pragma);
    }
    const prepare = (sql: string): Statement => this.db.prepare(sql.replace(/\$\d+/g, '?'));
    this.person = prepare(
      `SELECT p."username", p."fullName", p."unitCode", p."roles", s."expiresAt" FROM "session" s
         JOIN "user_account" p ON p."username" = s."username" WHERE s."id" = $1 AND p."active"`,
    );
    this.known = prepare('SELECT "bodyMac", "resource" FROM "idempotency_key" WHERE "scope" = $1');
    this.terms = prepare('SELECT * FROM "procedure_version" WHERE "procedureCode" = $1');
    this.serial = prepare(
      `INSERT INTO "counter" ("scope", "value") VALUES ($1, 1)
         ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + 1 RETURNING "value"`,
    );
    this.byCode = prepare('SELECT * FROM "dossier" WHERE "code" = $1');
    this.parts = Object.fromEntries(
      Object.entries(OF_DOSSIER).map(([name, sql]) => [name, prepare(sql)]),
    ) as typeof this.parts;
    for (const [name, specimen] of Object.entries(specimens)) {
      const copies = statementsOf(specimen).map(({ sql, params }) => new Copy(sql, params, specimen));
      this.writes.set(
        name,
        copies.map((copy) => ({ copy, statement: prepare(copy.sql) })),
      );
    }
  }

  /** @returns the roles of whoever has the token; null when nobody does */
  roles(authorization: string | undefined): string | null {
    const row = this.person.get(sha256((authorization ?? '').slice('Bearer '.length))) as Row | undefined;
    return row ? String(row['roles']) : null;
  }

  /** @returns the code */
  register(procedureCode: string, idempotencyKey: string): string {
    const { specimen, scope } = this.asked('register', idempotencyKey);
    if (this.terms.all(procedureCode).length === 0) throw new Error('no such procedure');
    const counted = serials(specimen);
    this.db.exec('BEGIN IMMEDIATE');
    const { value } = this.serial.get(counted.scope) as { value: number };
    const code = counted.prefix + String(value).padStart(4, '0');
    this.write('register', { id: newId(Date.now()), code, keys: keysFor(specimen, scope) });
    this.db.exec('COMMIT');
    return code;
  }

  act(name: string, code: string, idempotencyKey: string): void {
    const { specimen, scope } = this.asked(name, idempotencyKey);
    const { id } = this.byCode.get(code) as { id: string };
    this.db.exec('BEGIN IMMEDIATE');
    this.write(name, { id, code, keys: keysFor(specimen, scope) });
    this.db.exec('COMMIT');
  }

  record(name: string, code: string): object | null {
    const specimen = this.specimen(name);
    const dossier = this.byCode.get(code) as Row | undefined;
    if (!dossier) return null;
    const rows = Object.entries(this.parts).map(([part, statement]) => [part, statement.all(dossier['id'])]);
    return answerOf(specimen, { dossier, ...Object.fromEntries(rows) } as RecordRows);
  }

  private asked(name: string, idempotencyKey: string): { specimen: Specimen; scope: string } {
    const scope = sha256(idempotencyKey);
    if (this.known.get(scope)) throw new Error('this request came before');
    return { specimen: this.specimen(name), scope };
  }

  private specimen(name: string): Specimen {
    const specimen = this.specimens[name];
    if (!specimen) throw new Error(`no specimen of ${name}`);
    return specimen;
  }

  private write(name: string, names: Names): void {
    for (const { copy, statement } of this.writes.get(name) ?? []) statement.run(...copy.valuesFor(names));
  }
}
