import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a person is written to: the list of the morning. Nobody has to have one. */
export class AddAccountEmail1704240250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "email" varchar(254)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "email"');
  }
}
