import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rooms before that of accounts may know of people: whom a username names. */
export class CreatePersonNames1704326480000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE VIEW "person_name" AS SELECT "username", "fullName" FROM "user_account"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "person_name"');
  }
}
