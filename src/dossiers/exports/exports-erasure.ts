import { Injectable } from '@nestjs/common';
import { localDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { ErasureRooms, type ErasureRoom, type Forgetting } from '../erasure/erasure-rooms.js';
import { ExportFiles } from './export-files.js';
import { ExportsKeeper } from './exports-keeper.js';
import { RegisterExportsRepository } from './register-exports.repository.js';

/** How registers that were taken along forget: each that may name the dossier's people goes as a whole. */
@Injectable()
export class ExportsErasure implements ErasureRoom {
  constructor(
    rooms: ErasureRooms,
    private readonly database: Database,
    private readonly dossiers: DossiersRepository,
    private readonly exports: RegisterExportsRepository,
    private readonly keeper: ExportsKeeper,
    private readonly files: ExportFiles,
  ) {
    rooms.join(this);
  }

  async forget(dossierId: string): Promise<Forgetting> {
    const { acceptedAt } = await this.dossiers.byId(this.database, dossierId);
    const ids = acceptedAt === null ? [] : await this.exports.holding(localDate(acceptedAt));
    return {
      files: [],
      write: async (tx) => {
        for (const id of ids) await this.keeper.remove(tx, id, 'erased');
      },
      after: async () => {
        for (const id of ids) await this.files.forget(id);
      },
    };
  }

  needed(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
