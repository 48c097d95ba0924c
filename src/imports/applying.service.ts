import { Injectable, Logger } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { DomainError } from '../domain/errors.js';
import { ReplayService, type PreparedReplay, type Replayed } from '../dossiers/replay/replay.service.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import type { ImportFile } from './import-file.js';
import { ImportRowsRepository, type RowOutcome, type StagedRow } from './import-rows.repository.js';
import { ImportsRepository } from './imports.repository.js';
import { MirroringService, type ToldRow } from './mirroring.service.js';
import { asFinding, RowJudge } from './row-judge.js';

/** Dossiers in one transaction: small enough that a desk beside it does not notice. */
const CHUNK = 50;
/** Chunks for which what was looked up is remembered, and after which the lease is taken anew. */
const CHUNKS_AT_ONCE = 200;
const READY = { state: 'ready', differing: false } as const;

/** One row of a chunk with everything that was drawn before the transaction. */
interface Ready {
  readonly row: StagedRow;
  readonly replay: PreparedReplay;
}

/** Writes the dossiers of an accepted file, chunk by chunk; a row is marked in the transaction that wrote it. */
@Injectable()
export class ApplyingService {
  private readonly log = new Logger(ApplyingService.name);

  constructor(
    private readonly transactor: Transactor,
    private readonly rows: ImportRowsRepository,
    private readonly imports: ImportsRepository,
    private readonly replays: ReplayService,
    private readonly judges: RowJudge,
    private readonly mirroring: MirroringService,
  ) {}

  /** Goes on where the last run stood, for so many chunks. */
  async apply(file: ImportFile): Promise<'more' | 'done' | 'stopped'> {
    const find = this.replays.open(await this.judges.replayFor(file, file.acceptedBy ?? file.createdBy));
    for (let chunk = 0; chunk < CHUNKS_AT_ONCE; chunk += 1) {
      const staged = await this.rows.page(file.id, READY, 0, CHUNK);
      if (staged.length === 0) return this.mirroring.followRest(file, CHUNKS_AT_ONCE - chunk);
      const dossiers = staged.map((row) => this.dossierOf(row));
      const replays = await this.replays.prepare(dossiers, find);
      const ready = staged.flatMap((row, i) => (replays[i] ? [{ row, replay: replays[i] }] : []));
      if (!(await this.writeChunk(file, ready))) return 'stopped';
      await breathe();
    }
    return 'more';
  }

  /** @returns false when somebody stopped the import */
  private async writeChunk(file: ImportFile, ready: readonly Ready[]): Promise<boolean> {
    try {
      return await this.write(file, ready);
    } catch (error) {
      if (!isAboutOneRow(error)) throw error;
      // One row of many met somebody else's write: alone, the others pass and this one is told by itself.
      if (ready.length === 1) return this.refuse(file.id, ready[0]?.row.line ?? 0, error);
      this.log.warn(`import ${file.id}: a chunk met another writer, its rows go one by one`);
      for (const one of ready) if (!(await this.writeChunk(file, [one]))) return false;
      return true;
    }
  }

  private write(file: ImportFile, ready: readonly Ready[]): Promise<boolean> {
    const { id } = file;
    return this.transactor.run(async (tx) => {
      if (!(await this.imports.beginChunk(tx, id))) return false;
      const lines = ready.map(({ row }) => row.line);
      const still = await this.rows.stillReady(tx, id, lines);
      const mine = ready.filter(({ row }) => still.has(row.line));
      const done = await this.replays.write(
        tx,
        mine.map(({ replay }) => replay),
      );
      await this.rows.finish(
        tx,
        id,
        mine.map(({ row }, i) => outcome(row, done[i])),
      );
      await this.mirroring.follow(
        tx,
        file,
        mine.map(({ row }, i) => written(row, done[i])),
      );
      return true;
    });
  }

  private refuse(id: string, line: number, error: unknown): Promise<boolean> {
    this.log.warn(`import ${id}, row ${String(line)}: ${error instanceof Error ? error.message : 'refused'}`);
    const finding = { severity: 'defect', code: 'changed_meanwhile', field: '', facts: {} } as const;
    return this.transactor.run(async (tx) => {
      if (!(await this.imports.beginChunk(tx, id))) return false;
      await this.rows.finish(tx, id, [{ line, code: null, state: 'refused', findings: [finding] }]);
      return true;
    });
  }

  private dossierOf({ body }: StagedRow): PreparedReplay['dossier'] {
    const sealed = body === null ? null : this.judges.unseal(body);
    if (sealed?.kind !== 'dossier') throw new Error('a row that is ready holds a dossier');
    return sealed.dossier;
  }
}

function isAboutOneRow(error: unknown): boolean {
  return error instanceof DomainError || error instanceof RangeError || isUniqueViolation(error);
}

/** A dossier that came without a code has got one by now; a refused one follows no file. */
function written({ told }: StagedRow, done: Replayed | undefined): ToldRow {
  const refused = done?.findings.some(({ severity }) => severity === 'defect') ?? true;
  return { code: done?.code ?? null, told: refused ? null : told };
}

function outcome({ line, code, findings: before }: StagedRow, done: Replayed | undefined): RowOutcome {
  const found = (done?.findings ?? []).map(asFinding);
  const refused = found.some(({ severity }) => severity === 'defect');
  const state = refused ? 'refused' : done && done.written > 0 ? 'applied' : 'unchanged';
  const kept = before.filter((one) => !found.some((other) => other.code === one.code));
  const given = code === null && state === 'applied' ? (done?.code ?? null) : null;
  return { line, code: given, state, findings: found.length === 0 ? [] : [...kept, ...found] };
}
