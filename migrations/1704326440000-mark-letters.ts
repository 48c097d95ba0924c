import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every letter carries a mark that leads to the page where anybody may check it. */
export class MarkLetters1704326440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "letter" ADD COLUMN "mark" varchar(20)');
    await runner.query('CREATE UNIQUE INDEX "ux_letter_mark" ON "letter" ("mark")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ux_letter_mark"');
    await runner.query('ALTER TABLE "letter" DROP COLUMN "mark"');
  }
}
