import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a delay came from, by an entry of the short list: offices learn from keys, citizens are told a sentence. */
export class NameReasons1704326450000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "letter" ADD COLUMN "reasonKey" varchar(30)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "letter" DROP COLUMN "reasonKey"');
  }
}
