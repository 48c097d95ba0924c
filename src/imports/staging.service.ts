import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transactor } from '../platform/database/transactor.js';
import { Uploads } from '../platform/files/uploads.js';
import type { ImportFile } from './import-file.js';
import { ImportRowsRepository } from './import-rows.repository.js';
import { ImportStates } from './import-states.js';
import { ImportsRepository } from './imports.repository.js';
import { RowJudge, type OpenJudge } from './row-judge.js';
import { readSource, UnreadableImport, type RowSink, type SourceRow } from './source-rows.js';

/** Rows judged and written at once; between two, others get their turn. */
const BATCH = 200;

/** Somebody cancelled while the file was being read. */
class Cancelled extends Error {}

/** Reads a whole file and judges each of its rows against what is on record. No dossier is written by it. */
@Injectable()
export class StagingService {
  constructor(
    private readonly transactor: Transactor,
    private readonly rows: ImportRowsRepository,
    private readonly imports: ImportsRepository,
    private readonly uploads: Uploads,
    private readonly judges: RowJudge,
    private readonly states: ImportStates,
  ) {}

  /** May be run again: what an earlier run left half done is thrown away. */
  async stage(file: ImportFile): Promise<void> {
    if (!(await this.uploads.has(file.id))) {
      await this.states.missing(file);
      return;
    }
    await this.transactor.run((tx) => this.rows.removeAll(tx, file.id));
    const judge = await this.judges.open(file);
    const sink = new Batches(judge, (rows) => this.write(file.id, rows));
    try {
      const source = { ...file, path: this.uploads.path(file.id), open: () => this.uploads.bytes(file.id) };
      await readSource(source, judge.ground, sink);
      await sink.flush();
      const { headingNames: headings, passedOver, defective } = sink;
      await this.states.judged(file, { headings, units: [...sink.units].sort(), passedOver, defective });
    } catch (error) {
      if (error instanceof UnreadableImport) await this.states.unreadable(file.id, error.fault, error.where);
      else if (error instanceof Cancelled) await this.transactor.run((tx) => this.rows.removeAll(tx, file.id));
      else throw error;
    }
    // The rows stand in the database now, sealed; the plain file must not outlive that.
    await this.uploads.forget(file.id);
  }

  private async write(id: string, rows: Parameters<ImportRowsRepository['add']>[2]): Promise<void> {
    await this.transactor.run((tx) => this.rows.add(tx, id, rows));
    if ((await this.imports.find(id))?.state !== 'received') throw new Cancelled();
    await breathe();
  }
}

/** Gathers rows into batches, judges each and counts what the file as a whole came to. */
class Batches implements RowSink {
  headingNames: readonly string[] = [];
  passedOver = 0;
  defective = 0;
  /** desks of whose dossiers the file tells */
  readonly units = new Set<string>();
  private batch: SourceRow[] = [];

  constructor(
    private readonly judge: OpenJudge,
    private readonly write: (rows: Awaited<ReturnType<OpenJudge['judge']>>) => Promise<void>,
  ) {}

  headings(names: readonly string[]): void {
    this.headingNames = names;
  }

  async row(row: SourceRow): Promise<void> {
    this.batch.push(row);
    if (this.batch.length >= BATCH) await this.flush();
  }

  passOver(): void {
    this.passedOver += 1;
  }

  async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    if (batch.length === 0) return;
    for (const { dossier } of batch) if (dossier) this.units.add(dossier.unitCode);
    const rows = await this.judge.judge(batch);
    this.defective += rows.filter(({ state }) => state === 'defective').length;
    await this.write(rows);
  }
}
