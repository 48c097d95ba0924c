import { Injectable } from '@nestjs/common';
import type { ImportFile, RowCounts } from './import-file.js';
import { ImportRowsRepository, type RowFilter, type StagedRow } from './import-rows.repository.js';
import { RowJudge } from './row-judge.js';

/** A row that was not written, with its cells as they stood in the file. */
export interface GivenRow {
  readonly row: StagedRow;
  /** null when they were forgotten */
  readonly given: readonly string[] | null;
}

const AT_ONCE = 500;

/** What a file came to, row by row. */
@Injectable()
export class ImportResultService {
  constructor(
    private readonly rows: ImportRowsRepository,
    private readonly judges: RowJudge,
  ) {}

  counts(file: ImportFile): Promise<RowCounts> {
    return this.rows.counts(file.id);
  }

  /** @param after line the page begins after */
  page(file: ImportFile, filter: RowFilter, after: number, limit: number): Promise<StagedRow[]> {
    return this.rows.page(file.id, filter, after, limit);
  }

  /** Every row that was rejected, in the order of the file. */
  async *rejected(file: ImportFile): AsyncGenerator<GivenRow> {
    for (const state of ['defective', 'skipped', 'refused'] as const) {
      let after = 0;
      for (;;) {
        const rows = await this.rows.page(file.id, { state, differing: false }, after, AT_ONCE);
        for (const row of rows) yield { row, given: this.givenOf(row) };
        if (rows.length < AT_ONCE) break;
        after = rows.at(-1)?.line ?? after;
      }
    }
  }

  private givenOf({ body }: StagedRow): readonly string[] | null {
    const sealed = body === null ? null : this.judges.unseal(body);
    return sealed?.kind === 'given' ? sealed.given : null;
  }
}
