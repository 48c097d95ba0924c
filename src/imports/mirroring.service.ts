import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { MirrorsService } from '../dossiers/mirrors/mirrors.service.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import type { ImportFile, Told } from './import-file.js';
import { ImportRowsRepository } from './import-rows.repository.js';
import { ImportsRepository } from './imports.repository.js';

/** Rows in one transaction: each costs far less than a dossier that is written. */
const CHUNK = 200;
const UNCHANGED = { state: 'unchanged', differing: false } as const;

/** A dossier that stands in the file, and how. */
export interface ToldRow {
  readonly code: string | null;
  readonly told: Told | null;
}

/** Lets the mirrors of dossiers follow a file: all that it names, whether it brings something new of them or not. */
@Injectable()
export class MirroringService {
  constructor(
    private readonly transactor: Transactor,
    private readonly rows: ImportRowsRepository,
    private readonly imports: ImportsRepository,
    private readonly mirrors: MirrorsService,
  ) {}

  /** In the transaction that wrote what the rows bring. */
  async follow(tx: Tx, { mode, asOf }: ImportFile, rows: readonly ToldRow[]): Promise<void> {
    const told = { open: codesOf(rows, 'open'), ended: codesOf(rows, 'ended') };
    if (mode === 'takeover') await this.mirrors.release(tx, told);
    else await this.mirrors.vouch(tx, told, asOf);
  }

  /** The rows that bring nothing new, from where the last run stood, for so many chunks. */
  async followRest(file: ImportFile, chunks: number): Promise<'more' | 'done' | 'stopped'> {
    let after = file.mirroredLine;
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const rows = await this.rows.page(file.id, UNCHANGED, after, CHUNK);
      const last = rows.at(-1)?.line;
      if (last === undefined) return 'done';
      const going = await this.transactor.run(async (tx) => {
        if (!(await this.imports.beginChunk(tx, file.id))) return false;
        await this.follow(tx, file, rows);
        await this.imports.passed(tx, file.id, last);
        return true;
      });
      if (!going) return 'stopped';
      after = last;
      await breathe();
    }
    return 'more';
  }
}

function codesOf(rows: readonly ToldRow[], told: Told): string[] {
  return rows.flatMap((row) => (row.told === told && row.code !== null ? [row.code] : []));
}
