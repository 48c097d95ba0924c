import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releaseInsertOnly, guardInsertOnly } from '../src/platform/database/insert-only.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** How an obligation may end, as it was before and as it is now. */
const BEFORE = ['state', 'fault', 'settledAt', 'timely', 'letterId', 'waivedBy', 'waiverReason', 'numberedAt'];
const ENDINGS = ['waiverProof', 'outsideAskedAt', 'outsideNumber', 'outsideDate', 'outsideProof'];

const FACT = (more: readonly string[]): string => `
  CREATE VIEW "obligation_fact" AS
  SELECT o."id", o."dossierId", o."cause", o."state", o."fault", o."unitCode", o."since", o."openedAt",
         o."openedDay", o."settledAt", o."timely", o."letterId", d."code" AS "dossierCode", d."unitCode" AS "deskUnitCode", d."limitUnit",
         d."originalDueAt", d."procedureCode", d."fieldCode"${more.map((name) => `, ${name}`).join('')}
    FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"`;

/** What letters and reports read of a confirmed fault: facts, and nobody's words. */
const FAULT_FACT = `
  CREATE VIEW "fault_fact" AS
  SELECT f."id", f."dossierId", f."cause", f."kind", f."state", f."detectedBy", f."detectedOn", f."reportedAt",
         f."judgedAt", f."fault", f."obligationId", f."correctedOn", f."costsVnd"
    FROM "dossier_fault" f`;

/** What may still break and of which nobody has said so; its two conditions are those of the index ix_dossier_breach. */
const NEAR_DUE = `
  CREATE VIEW "promise_near_due" AS
  SELECT d."id" AS "dossierId", d."responsibleUnitCode", d."acceptedAt", d."statutoryDueAt", d."lateFrom", d."limitUnit"
    FROM "dossier" d
   WHERE d."finishedAt" IS NULL AND NOT d."breachNoted" AND NOT d."delayDeclared" AND d."voidedAt" IS NULL`;

/**
 * Letters for every cause: forecasts, the sentence told to the citizen, the letters of outside agencies, what shows
 * that a waiver was right, and the day on which a fault was noticed.
 */
export class WidenApologies1704154000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const { type, length } = instantColumn('outsideAskedAt', engine);
    const moment = length === undefined ? type : `${type}(${length})`;
    await runner.query('DROP VIEW "obligation_fact"');
    await releaseInsertOnly(runner, 'obligation');
    // In SQL of our own: TypeORM writes a SQLite table anew for a column, and its triggers would be gone.
    const kinds = ['varchar(64)', moment, 'varchar(60)', 'varchar(10)', 'varchar(64)'];
    for (const [i, name] of ENDINGS.entries()) {
      await runner.query(`ALTER TABLE "obligation" ADD COLUMN "${name}" ${kinds[i] ?? ''}`);
    }
    await guardInsertOnly(runner, 'obligation', { allowUpdateOf: [...BEFORE, ...ENDINGS] });
    await runner.query(
      FACT(['o."waivedBy"', 'o."waiverReason"', 'o."numberedAt"', ...ENDINGS.map((name) => `o."${name}"`)]),
    );
    await runner.query('ALTER TABLE "letter" ADD COLUMN "sentence" varchar(600)');
    const no = engine === 'postgres' ? 'FALSE' : '(0)';
    await runner.query(`ALTER TABLE "letter" ADD COLUMN "forecast" boolean NOT NULL DEFAULT ${no}`);
    await runner.query(
      `CREATE UNIQUE INDEX "ux_letter_forecast" ON "letter" ("dossierId") WHERE "forecast" AND "state" = 'drafted'`,
    );
    await runner.query('ALTER TABLE "dossier_fault" ADD COLUMN "detectedOn" varchar(10)');
    await runner.query(FAULT_FACT);
    await runner.query(NEAR_DUE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "promise_near_due"');
    await runner.query('DROP VIEW "fault_fact"');
    await runner.query('ALTER TABLE "dossier_fault" DROP COLUMN "detectedOn"');
    await runner.query('DROP INDEX "ux_letter_forecast"');
    for (const name of ['forecast', 'sentence']) await runner.query(`ALTER TABLE "letter" DROP COLUMN "${name}"`);
    await runner.query('DROP VIEW "obligation_fact"');
    await releaseInsertOnly(runner, 'obligation');
    for (const name of ENDINGS) await runner.query(`ALTER TABLE "obligation" DROP COLUMN "${name}"`);
    await guardInsertOnly(runner, 'obligation', { allowUpdateOf: BEFORE });
    await runner.query(FACT([]));
  }
}
