import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });

const key = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

const MEASURES = [
  ...['opened', 'created', 'issued', 'delivered', 'presumed', 'timely', 'tardy', 'automatic', 'outside'],
  ...['waived', 'proven', 'averted', 'historic'],
  ...['dossiers', 'dossiersCreated', 'dossiersIssued', 'dossiersDelivered'],
];

interface Watched {
  readonly table: string;
  /** what happens to the row */
  readonly when: string;
  /** of the row, as NEW: null for every time */
  readonly only: string | null;
  /** the dossier that it concerns */
  readonly dossier: string;
}

const ARRIVED = (row: string): string => `(${row}."state" IN ('delivered', 'presumed_delivered'))`;

/** Whatever decides how an obligation stands. Whoever writes it, by whatever way, its dossier is looked at again. */
const WATCHED: Readonly<Record<string, Watched>> = {
  opened: { table: 'obligation', when: 'INSERT', only: null, dossier: 'NEW."dossierId"' },
  ended: {
    table: 'obligation',
    when: 'UPDATE OF "state", "fault", "timely", "letterId", "waiverProof", "outsideNumber"',
    only: null,
    dossier: 'NEW."dossierId"',
  },
  begun: {
    table: 'letter_obligation',
    when: 'INSERT',
    only: null,
    dossier: '(SELECT "dossierId" FROM "obligation" WHERE "id" = NEW."obligationId")',
  },
  let_go: {
    table: 'letter_obligation',
    when: 'UPDATE OF "living"',
    only: null,
    dossier: '(SELECT "dossierId" FROM "obligation" WHERE "id" = NEW."obligationId")',
  },
  unlinked: {
    table: 'letter_obligation',
    when: 'DELETE',
    only: null,
    dossier: '(SELECT "dossierId" FROM "obligation" WHERE "id" = OLD."obligationId")',
  },
  handed_over: {
    table: 'letter_delivery',
    when: 'INSERT',
    only: null,
    dossier: '(SELECT "dossierId" FROM "letter" WHERE "id" = NEW."letterId")',
  },
  arrived: {
    table: 'message',
    when: 'UPDATE OF "state"',
    only: `OLD."state" <> NEW."state" AND (${ARRIVED('OLD')} OR ${ARRIVED('NEW')})`,
    dossier: '(SELECT "dossierId" FROM "letter" WHERE "id" = NEW."subjectId")',
  },
  born_arrived: {
    table: 'message',
    when: 'INSERT',
    only: ARRIVED('NEW'),
    dossier: '(SELECT "dossierId" FROM "letter" WHERE "id" = NEW."subjectId")',
  },
};

/**
 * Coverage that stays cheap: how each obligation stood when it was last looked at, sums of that by unit and day, and
 * marks of the dossiers that changed since. A mark is a row of its own, so that nobody waits for anybody over it.
 */
export class CountCoverage1704326460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'cover_mark',
        columns: [...key('cover_mark', text('id', 36)), text('dossierId', 36)],
      }),
    );
    await runner.createTable(line());
    await runner.createTable(
      new Table({
        name: 'cover_bin',
        columns: [
          ...key('cover_bin', text('nodeCode', 40), text('span', 4), text('day', 10), text('cause', 16)),
          ...key('cover_bin', text('fault', 12)),
          ...MEASURES.map((name) => ({ name, type: 'integer' })),
        ],
      }),
    );
    for (const [name, watched] of Object.entries(WATCHED)) await watch(runner, name, watched);
    await runner.query('INSERT INTO "cover_mark" ("id", "dossierId") SELECT "id", "dossierId" FROM "obligation"');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, { table }] of Object.entries(WATCHED)) {
      if (runner.dataSource.options.type === 'postgres') {
        await runner.query(`DROP TRIGGER "tr_cover_${name}" ON "${table}"`);
        await runner.query(`DROP FUNCTION "mark_cover_${name}"()`);
      } else await runner.query(`DROP TRIGGER "tr_cover_${name}"`);
    }
    for (const table of ['cover_bin', 'cover_line', 'cover_mark']) await runner.dropTable(table);
  }
}

function line(): Table {
  return new Table({
    name: 'cover_line',
    columns: [
      ...key('cover_line', text('nodeCode', 40), text('span', 4), text('obligationId', 36)),
      text('dossierId', 36),
      text('unitCode', 40),
      text('day', 10),
      text('cause', 16),
      text('fault', 12),
      text('standing', 10),
      ...['timely', 'tardy', 'automatic', 'outside', 'proven'].map(flag),
      text('letterId', 36, true),
    ],
    indices: [
      { name: 'ix_cover_line_dossier', columnNames: ['dossierId'] },
      { name: 'ix_cover_line_standing', columnNames: ['nodeCode', 'span', 'standing', 'day', 'obligationId'] },
      { name: 'ix_cover_line_tardy', columnNames: ['nodeCode', 'span', 'day', 'obligationId'], where: '"tardy"' },
    ],
  });
}

async function watch(runner: QueryRunner, name: string, { table, when, only, dossier }: Watched): Promise<void> {
  const trigger = `CREATE TRIGGER "tr_cover_${name}" AFTER ${when} ON "${table}" FOR EACH ROW ${only === null ? '' : `WHEN (${only}) `}`;
  const mark = (id: string): string =>
    `INSERT INTO "cover_mark" ("id", "dossierId") SELECT ${id}, d."id" FROM (SELECT ${dossier} AS "id") AS d WHERE d."id" IS NOT NULL;`;
  if (runner.dataSource.options.type === 'postgres') {
    await runner.query(
      `CREATE FUNCTION "mark_cover_${name}"() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN ${mark('CAST(gen_random_uuid() AS varchar)')} RETURN NULL; END $$`,
    );
    await runner.query(`${trigger} EXECUTE FUNCTION "mark_cover_${name}"()`);
  } else await runner.query(`${trigger} BEGIN ${mark('lower(hex(randomblob(16)))')} END`);
}
