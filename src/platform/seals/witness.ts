import type { Queries, Statement } from '../database/sql.js';
import { markStatement, type RecordedRows } from './recorded-rows.js';
import { keyText, type RowKey, type RowSeal } from './row-seal.js';

interface Seen {
  /** rows that only this transaction can have made */
  readonly born: Set<string>;
  /** rows that may have been there, and were as they were sealed */
  readonly vouched: Set<string>;
  /** rows that were not as they were sealed: whoever changed them past us is not covered up for */
  readonly tainted: Set<string>;
}

/** What one transaction says that it writes into tables of record, sealed when it ends. */
export class Witness {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly rows: RecordedRows) {}

  /** New rows, under ids that this transaction drew itself. */
  born(table: string, keys: readonly RowKey[]): void {
    const { born } = this.of(table);
    for (const key of keys) born.add(keyText(key));
  }

  /**
   * Rows that are about to be changed, added or taken away. They are looked at before: what is not as it was sealed
   * keeps the seal that says so, and `verify` names it.
   */
  async vouch(from: Queries, table: string, keys: readonly RowKey[]): Promise<void> {
    const { born, vouched, tainted } = this.of(table);
    const fresh = keys.map(keyText).filter((key) => !born.has(key) && !vouched.has(key));
    if (fresh.length === 0) return;
    const standing = await this.rows.rows(from, table, fresh, true);
    const seals = await this.rows.newest(from, table, fresh);
    const isWhole = [...standing.keys()].some((key) => !seals.has(key)) && (await this.rows.isWhole(from, table));
    for (const key of fresh) {
      vouched.add(key);
      const [row, seal] = [standing.get(key), seals.get(key)];
      if (row && (seal ? !this.rows.fits(table, seal, row) : isWhole)) tainted.add(key);
    }
  }

  /** The seals of all it leaves behind. */
  async marks(from: Queries): Promise<Statement[]> {
    const statements: Statement[] = [];
    for (const [table, { born, vouched, tainted }] of this.seen) {
      const changed = [...vouched].filter((key) => !tainted.has(key) && !born.has(key));
      const rows = await this.rows.rows(from, table, [...born, ...changed]);
      const before = changed.length > 0 ? await this.rows.newest(from, table, changed) : new Map<string, RowSeal>();
      const seals = [...born].filter((key) => rows.has(key)).map((key) => this.rows.seal(table, key, 1, rows.get(key) ?? null)); // prettier-ignore
      for (const key of changed) {
        const [row, last] = [rows.get(key) ?? null, before.get(key)];
        if (row === null && !last) continue;
        if (last && this.rows.fits(table, last, row)) continue;
        seals.push(this.rows.seal(table, key, (last?.rev ?? 0) + 1, row));
      }
      statements.push(...seals.map((seal) => markStatement(table, seal)));
    }
    return statements;
  }

  private of(table: string): Seen {
    const known = this.seen.get(table);
    if (known) return known;
    const seen = { born: new Set<string>(), vouched: new Set<string>(), tainted: new Set<string>() };
    this.seen.set(table, seen);
    return seen;
  }
}
