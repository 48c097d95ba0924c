import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where stages were held too long: what was in time need not be read to know it. */
export class IndexLateStages1704326540010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "ix_kpi_stage_half_late" ON "kpi_stage_half" ("nodeCode", "half") WHERE "lateMinutes" > 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_kpi_stage_half_late"');
  }
}
