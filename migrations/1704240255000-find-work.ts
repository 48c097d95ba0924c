import type { MigrationInterface, QueryRunner } from 'typeorm';

const RUNNING = '"finishedAt" IS NULL AND "voidedAt" IS NULL';

const INDEXES: Readonly<Record<string, string>> = {
  ix_dossier_holder: `"dossier" ("holderUnitCode", "holderUsername", "lateFrom", "id") WHERE ${RUNNING}`,
  ix_dossier_pending: `"dossier" ("pendingUnitCode", "lateFrom", "id") WHERE "pendingHandOverId" IS NOT NULL`,
  ix_dossier_answer: `"dossier" ("unitCode", "answerDueAt", "id") WHERE "answerDueAt" IS NOT NULL`,
  ix_dossier_awaiting: `"dossier" ("unitCode", "lastEventAt", "id") WHERE "status" = 'awaiting_supplement'`,
  ix_dossier_unwatched: `"dossier" ("id") WHERE ${RUNNING} AND ("watchedSeq" IS NULL OR "watchedSeq" < "promiseSeq")`,
  ix_dossier_fault_reported: `"dossier_fault" ("reportedAt", "id") WHERE "state" = 'reported'`,
};

/**
 * What waits for a person or a unit is found without looking at what is open elsewhere; and so is a promise that nobody
 * has set the moments of its warnings for.
 */
export class FindWork1704240255000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "dossier" ADD COLUMN "watchedSeq" integer');
    for (const [name, on] of Object.entries(INDEXES)) await runner.query(`CREATE INDEX "${name}" ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX "${name}"`);
    await runner.query('ALTER TABLE "dossier" DROP COLUMN "watchedSeq"');
  }
}
