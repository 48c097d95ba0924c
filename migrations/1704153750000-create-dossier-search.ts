import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { nameWords } from '../src/domain/text/search-words.js';
import { bytewiseColumn } from '../src/platform/database/bytewise-column.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

const key = (table: string): Partial<TableColumnOptions> => ({
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});
const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});

/** In whose lists dossiers stand, the words their people are found by, and books of paper slips. */
export class CreateDossierSearch1704153750000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(concern(engine));
    await runner.createTable(token(engine));
    await runner.createTable(paperSlip());
    await fillConcerns(runner);
    await fillTokens(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('dossier_paper_slip');
    await runner.dropTable('dossier_token');
    await runner.dropTable('dossier_concern');
  }
}

function concern(engine: string): Table {
  const pk = key('dossier_concern');
  return new Table({
    name: 'dossier_concern',
    withoutRowid: true,
    columns: [
      text('unitCode', 40, pk),
      instantColumn('listedAt', engine, pk),
      text('dossierId', 36, pk),
      { name: 'open', type: 'boolean' },
      instantColumn('dueAt', engine),
      instantColumn('lateFrom', engine, { isNullable: true }),
      text('timeliness', 8, { isNullable: true }),
      instantColumn('finishedAt', engine, { isNullable: true }),
    ],
    indices: [
      { name: 'ix_dossier_concern_due', columnNames: ['unitCode', 'open', 'dueAt', 'dossierId', 'lateFrom'] },
      {
        name: 'ix_dossier_concern_late',
        columnNames: ['unitCode', 'lateFrom', 'dueAt', 'dossierId'],
        where: `"lateFrom" IS NOT NULL`,
      },
      {
        name: 'ix_dossier_concern_finished',
        columnNames: ['unitCode', 'timeliness', 'finishedAt', 'dossierId'],
        where: `"finishedAt" IS NOT NULL`,
      },
    ],
  });
}

function token(engine: string): Table {
  const pk = key('dossier_token');
  return new Table({
    name: 'dossier_token',
    withoutRowid: true,
    columns: [text('dossierId', 36, pk), bytewiseColumn('token', 40, engine, pk), instantColumn('listedAt', engine)],
    indices: [{ name: 'ix_dossier_token_listed', columnNames: ['token', 'listedAt', 'dossierId'] }],
  });
}

function paperSlip(): Table {
  const pk = key('dossier_paper_slip');
  return new Table({
    name: 'dossier_paper_slip',
    withoutRowid: true,
    columns: [text('book', 60, pk), { name: 'serial', type: 'integer', ...pk }, text('dossierId', 36, pk)],
  });
}

const IS_OPEN = `d."status" IN ('submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment') AND d."voidedAt" IS NULL`;

/** Dossiers that were there before their lists. */
async function fillConcerns(runner: QueryRunner): Promise<void> {
  const columns = ['unitCode', 'responsibleUnitCode', 'holderUnitCode', 'pendingUnitCode'];
  const units = columns.map((column) => `SELECT "id", "${column}" FROM "dossier" WHERE "${column}" IS NOT NULL`);
  const noDate =
    runner.dataSource.options.type === 'postgres' ? `timestamptz '9999-12-30Z'` : `'9999-12-30T00:00:00.000Z'`;
  await runner.query(
    `INSERT INTO "dossier_concern"
       ("unitCode", "listedAt", "dossierId", "open", "dueAt", "lateFrom", "timeliness", "finishedAt")
     SELECT u."unitCode", coalesce(d."acceptedAt", d."filedAt"), d."id", (${IS_OPEN}),
            coalesce(d."currentDueAt", d."answerDueAt", ${noDate}),
            CASE WHEN ${IS_OPEN} THEN d."lateFrom" END, d."timeliness", d."finishedAt"
       FROM (SELECT "id", '*' AS "unitCode" FROM "dossier" UNION ${units.join(' UNION ')}) u
       JOIN "dossier" d ON d."id" = u."id"`,
  );
}

interface NamedRow {
  readonly dossierId: string;
  readonly name: string;
  readonly representative: string | null;
  readonly contactName: string | null;
}

/** Dossiers at a time: names are folded here and not by the engines, which do it each in their own way. */
const STEP = 500;

async function fillTokens(runner: QueryRunner): Promise<void> {
  for (let after = ''; ;) {
    const ids = (await runner.query(
      `SELECT "id" FROM "dossier" WHERE "id" > '${after}' ORDER BY "id" LIMIT ${String(STEP)}`,
    )) as { id: string }[];
    const last = ids.at(-1);
    if (last === undefined) return;
    const rows = (await runner.query(
      `SELECT "dossierId", "name", "representative", "contactName" FROM "dossier_party"
        WHERE "dossierId" > '${after}' AND "dossierId" <= '${last.id}'`,
    )) as NamedRow[];
    const words = wordRows(rows);
    if (words.length > 0) {
      await runner.query(
        `INSERT INTO "dossier_token" ("dossierId", "token", "listedAt")
         SELECT d."id", w."token", coalesce(d."acceptedAt", d."filedAt")
           FROM (SELECT column1 AS "id", column2 AS "token" FROM (VALUES ${words.join(', ')}) AS v) w
           JOIN "dossier" d ON d."id" = w."id"`,
      );
    }
    after = last.id;
  }
}

/** Ids are ours and words hold letters and digits only: nothing in them could end the text of the statement. */
function wordRows(rows: readonly NamedRow[]): string[] {
  const names = new Map<string, string[]>();
  for (const { dossierId, name, representative, contactName } of rows) {
    const own = names.get(dossierId) ?? [];
    names.set(dossierId, [...own, ...[name, representative, contactName].filter((each) => each !== null)]);
  }
  return [...names].flatMap(([id, own]) => nameWords(own).map((word) => `('${id}', '${word}')`));
}
