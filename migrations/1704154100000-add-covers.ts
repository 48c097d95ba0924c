import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose work a person has taken over, and when: beside the roles, because every request asks for both. */
export class AddCovers1704154100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "user_account" ADD COLUMN "covers" text NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "covers"');
  }
}
