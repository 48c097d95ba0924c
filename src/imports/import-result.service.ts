import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import type { ImportFile, RowCounts } from './import-file.js';
import { ImportRowsRepository, type RowFilter, type StagedRow } from './import-rows.repository.js';
import { MissingRepository, type MissingDossier } from './missing.repository.js';
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
    private readonly missed: MissingRepository,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  counts(file: ImportFile): Promise<RowCounts> {
    return this.rows.counts(file.id);
  }

  /** How many open dossiers of its desks it does not name; null before it is read, and while it is being applied. */
  async countMissing(file: ImportFile): Promise<number | null> {
    return file.units === null || file.state === 'applying' ? null : this.missed.count(file);
  }

  /** @param after code the page begins after */
  missing(file: ImportFile, after: string | null, limit: number): Promise<MissingDossier[]> {
    return this.missed.page(file, after ?? '', limit);
  }

  /** @param after line the page begins after */
  page(file: ImportFile, filter: RowFilter, after: number, limit: number): Promise<StagedRow[]> {
    return this.rows.page(file.id, filter, after, limit);
  }

  /**
   * Every row that was rejected, in the order of the file, with its people as they stand there: who reads it is written
   * down first. Source: R36.
   */
  async readRejected({ id }: ImportFile, by: Actor): Promise<AsyncIterable<GivenRow>> {
    const entry = {
      at: this.clock.now(),
      actor: by.username,
      action: 'import.rejected_read',
      subject: `import:${id}`,
      reason: null,
    };
    await this.transactor.run((tx) => this.audit.record(tx, entry));
    return this.rejected(id);
  }

  private async *rejected(id: string): AsyncGenerator<GivenRow> {
    for (const state of ['defective', 'skipped', 'refused'] as const) {
      let after = 0;
      for (;;) {
        const rows = await this.rows.page(id, { state, differing: false }, after, AT_ONCE);
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
