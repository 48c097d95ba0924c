import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** A file that should not be with a dossier is taken off its list and kept: when, and by whom. */
export class MarkRemovedFiles1704240200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { type, length } = instantColumn('removedAt', runner.dataSource.options.type);
    const sort = length === undefined ? type : `${type}(${length})`;
    await runner.query(`ALTER TABLE "dossier_file" ADD COLUMN "removedAt" ${sort}`);
    await runner.query('ALTER TABLE "dossier_file" ADD COLUMN "removedBy" varchar(60)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "dossier_file" DROP COLUMN "removedBy"');
    await runner.query('ALTER TABLE "dossier_file" DROP COLUMN "removedAt"');
  }
}
