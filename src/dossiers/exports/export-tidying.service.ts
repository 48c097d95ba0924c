import { Injectable } from '@nestjs/common';
import { ExportFiles } from './export-files.js';
import { ExportsKeeper } from './exports-keeper.js';
import { RegisterExportsRepository } from './register-exports.repository.js';

/** Takes away what is over its time, and what nobody speaks of any more. */
@Injectable()
export class ExportTidying {
  constructor(
    private readonly keeper: ExportsKeeper,
    private readonly exports: RegisterExportsRepository,
    private readonly files: ExportFiles,
  ) {}

  async tidy(): Promise<void> {
    await this.keeper.expire();
    const there = await this.files.ids();
    const wanted = await this.exports.wanted(there);
    for (const id of there) if (!wanted.has(id)) await this.files.forget(id);
  }
}
