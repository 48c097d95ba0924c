import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Queries } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { LIST_KEYS, listedRows, placeOf, sameRow, type Listed, type ListRow, type ListTable } from './listed-rows.js';
import { ListsRepository } from './lists.repository.js';

const PAGE = 300;
/** Times a difference is looked at again: an act may fall between two reads. */
const LOOKS = 3;

/** A row of a list or a search that is not what follows from its dossier. */
export interface ListDifference {
  readonly how: 'missing' | 'changed' | 'stray';
  readonly row: ListRow;
  /** null: there is no such dossier */
  readonly code: string | null;
}

/** Told after each piece of the work. */
export type ListProgress = (made: { readonly seen: number; readonly of: number }) => void;

/** What differs at first sight: of these dossiers, and these rows besides. */
interface Suspects {
  readonly ids: readonly string[];
  readonly strays: readonly ListRow[];
}

/**
 * Lists and searches follow from the dossiers: here they are compared with them, and set right. Both go on beside
 * running acts, a page at a time.
 *
 * Source: docs/decisions/0013.
 */
@Injectable()
export class ListsService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly repository: ListsRepository,
  ) {}

  /** Names what differs. It changes nothing. */
  async check(report: (difference: ListDifference) => void, progress: ListProgress = () => undefined): Promise<void> {
    await this.walk(async (suspects) => {
      (await this.certain(suspects)).forEach(report);
    }, progress);
  }

  /** @returns how many rows were set right. Stopped half-way it is begun again */
  async rebuild(progress: ListProgress = () => undefined): Promise<number> {
    let mended = 0;
    await this.walk(async ({ ids, strays }) => {
      const concerned = new Set([...ids, ...strays.map(dossierOf)]);
      for (const id of concerned) mended += await this.mend(id, strays.filter((row) => dossierOf(row) === id)); // prettier-ignore
    }, progress);
    return mended;
  }

  private async walk(handle: (suspects: Suspects) => Promise<void>, progress: ListProgress): Promise<void> {
    const of = await this.repository.count();
    for (let [seen, after] = [0, '']; ;) {
      const ids = await this.repository.idsAfter(after, PAGE);
      const found = await this.differences(this.database, { ids, strays: [] });
      const suspects = [...new Set(found.map(({ row }) => dossierOf(row)))];
      if (suspects.length > 0) await handle({ ids: suspects, strays: [] });
      seen += ids.length;
      progress({ seen, of });
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) break;
      after = last;
    }
    for (const table of Object.keys(LIST_KEYS) as ListTable[]) await this.walkStrays(table, handle);
  }

  /** Rows that stand where no dossier asks for them. */
  private async walkStrays(table: ListTable, handle: (suspects: Suspects) => Promise<void>): Promise<void> {
    for (let after: ListRow | null = null; ;) {
      const page: ListRow[] = await this.repository.page(table, after, PAGE);
      const found = await this.differences(this.database, { ids: [], strays: page });
      const strays = found.map(({ row }) => row);
      if (strays.length > 0) await handle({ ids: [], strays });
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last;
    }
  }

  private async certain(suspects: Suspects): Promise<ListDifference[]> {
    let found: ListDifference[] = [];
    for (let look = 1; look <= LOOKS; look += 1) {
      const strays = await this.repository.still(this.database, suspects.strays);
      found = await this.differences(this.database, { ids: suspects.ids, strays });
      if (found.length === 0) return [];
    }
    return found;
  }

  private async differences(from: Queries, { ids, strays }: Suspects, alone = false): Promise<ListDifference[]> {
    const concerned = [...new Set([...ids, ...strays.map(dossierOf)])];
    const listed = await this.repository.listed(from, concerned, alone);
    const expected = new Map([...listed.values()].flatMap(listedRows).map((row) => [placeOf(row), row]));
    const unasked = (row: ListRow): boolean => !expected.has(placeOf(row));
    // Words of a dossier that there is stand together: they are all among its own.
    const stray = strays.filter((row) => row.table !== 'dossier_token' || !listed.has(dossierOf(row))).filter(unasked);
    const own = new Set(ids);
    const standing = await this.repository.standing(from, ids);
    const places = new Map(standing.map((row) => [placeOf(row), row]));
    const code = (row: ListRow): string | null => codeOf(listed.get(dossierOf(row)));
    return [
      ...[...expected].flatMap(([place, row]): ListDifference[] => {
        if (!own.has(dossierOf(row))) return [];
        const there = places.get(place);
        if (!there) return [{ how: 'missing', row, code: code(row) }];
        return sameRow(row, there) ? [] : [{ how: 'changed', row, code: code(row) }];
      }),
      ...[...standing.filter(({ table }) => table === 'dossier_token').filter(unasked), ...stray].map(
        (row): ListDifference => ({
          how: 'stray',
          row,
          code: code(row),
        }),
      ),
    ];
  }

  private async mend(id: string, strays: readonly ListRow[]): Promise<number> {
    return this.transactor.run(async (tx) => {
      const there = await this.repository.still(tx, strays);
      const found = await this.differences(tx, { ids: [id], strays: there }, true);
      for (const { how, row } of found) {
        if (how === 'stray') await this.repository.remove(tx, row);
        else await this.repository.write(tx, row);
      }
      return found.length;
    });
  }
}

function dossierOf({ columns }: ListRow): string {
  return columns['dossierId'] as string;
}

function codeOf(listed: Listed | undefined): string | null {
  return listed?.dossier.code ?? null;
}
