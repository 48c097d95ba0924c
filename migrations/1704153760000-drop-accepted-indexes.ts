import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists are read from their own rows: nothing asks these two any more, and each registration paid for them. */
export class DropAcceptedIndexes1704153760000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_dossier_accepted"');
    await runner.query('DROP INDEX "ix_dossier_desk_accepted"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_dossier_accepted" ON "dossier" ("acceptedAt", "id")');
    await runner.query('CREATE INDEX "ix_dossier_desk_accepted" ON "dossier" ("unitCode", "acceptedAt")');
  }
}
