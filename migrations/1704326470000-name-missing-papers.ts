import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody turned away with form 02 is told what is missing, paper by paper. */
export class NameMissingPapers1704326470000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "counter_refusal" ADD COLUMN "items" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "counter_refusal" DROP COLUMN "items"');
  }
}
