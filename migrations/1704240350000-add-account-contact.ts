import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a colleague is reached: digests go to the address, the number stands on the page of the unit. */
export class AddAccountContact1704240350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "email" varchar(200)');
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "phone" varchar(40)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "phone"');
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "email"');
  }
}
