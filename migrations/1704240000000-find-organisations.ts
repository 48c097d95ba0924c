import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A desk meets the same firms again and again: they are found by their tax code, as people are by their numbers. */
export class FindOrganisations1704240000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX "ix_dossier_party_tax_code" ON "dossier_party" ("taxCode") WHERE "taxCode" IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_dossier_party_tax_code"');
  }
}
