import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where time goes is asked of a unit and a period: years that are over must not be read for it. */
export class IndexStageHalves1704326520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_kpi_stage_half_half" ON "kpi_stage_half" ("nodeCode", "half")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_kpi_stage_half_half"');
  }
}
