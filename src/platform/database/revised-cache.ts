import { endLook, revisionsOfLook } from './one-look.js';
import { placeholders, type Queries, type Tx } from './sql.js';

/** Every scope a cache goes by: one look reads them all. */
const scopes = new Set<string>();

/**
 * Rarely changed rows, kept in memory and right on every instance: each writer raises a counter in its own
 * transaction, each reader compares it (one tiny indexed read, one for all of a request) before it trusts what it holds.
 */
export class RevisedCache<T> {
  private held: { readonly revision: number; readonly value: Promise<T> } | null = null;

  /**
   * @param scope name of the counter, e.g. `calendar.revision`
   * @param load reads everything; it may be called again at once when somebody wrote meanwhile
   */
  constructor(
    private readonly database: Queries,
    private readonly scope: string,
    private readonly load: () => Promise<T>,
  ) {
    scopes.add(scope);
  }

  async get(): Promise<T> {
    const look = revisionsOfLook(() => this.read([...scopes]));
    const revision = look ? ((await look).get(this.scope) ?? 0) : await this.revision();
    if (this.held?.revision === revision) return this.held.value;
    const value = this.loadWhole(revision);
    this.held = { revision, value };
    // A failed load must not be remembered as the answer.
    value.catch(() => {
      if (this.held?.value === value) this.held = null;
    });
    return value;
  }

  /** Several reads make up one value: when a write fell between them, they are read again. */
  private async loadWhole(from: number): Promise<T> {
    for (let revision = from; ;) {
      const value = await this.load();
      const now = await this.revision();
      if (now === revision) return value;
      revision = now;
    }
  }

  /** How often the rows were changed: what somebody looked at is still so while it stays the same. */
  async revision(): Promise<number> {
    return (await this.read([this.scope])).get(this.scope) ?? 0;
  }

  private async read(asked: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ scope: string; value: number }>(
      `SELECT "scope", "value" FROM "counter" WHERE "scope" IN (${placeholders(asked.length)})`,
      asked,
    );
    return new Map(rows.map(({ scope, value }) => [scope, value]));
  }
}

/** How often the rows of a scope were changed, as the given reader sees it. */
export async function revisionOf(from: Queries, scope: string): Promise<number> {
  const [row] = await from.query<{ value: number }>('SELECT "value" FROM "counter" WHERE "scope" = $1', [scope]);
  return row?.value ?? 0;
}

/**
 * Lets writers of the scope come one after another, also on PostgreSQL: whoever decides by what is stored calls it
 * first, so that what they read is still so when they write.
 */
export async function lockRevision(tx: Tx, scope: string): Promise<void> {
  endLook();
  await tx.execute(
    'INSERT INTO "counter" ("scope", "value") VALUES ($1, 0)' +
      ' ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value"',
    [scope],
  );
}

/** Tells every cache of the scope that its rows changed; in the transaction that changes them. */
export async function raiseRevision(tx: Tx, scope: string): Promise<void> {
  endLook();
  await tx.execute(
    'INSERT INTO "counter" ("scope", "value") VALUES ($1, 1)' +
      ' ON CONFLICT ("scope") DO UPDATE SET "value" = "counter"."value" + 1',
    [scope],
  );
}
