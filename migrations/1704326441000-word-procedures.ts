import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter may have words of its own for one procedure. */
export class WordProcedures1704326441000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "wording_version" ADD COLUMN "procedureCode" varchar(20)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "wording_version" DROP COLUMN "procedureCode"');
  }
}
