import { openTailStatements, stageTailStatements, tailStatements } from '../../../src/counting/tail.js';
import { movementsOf } from '../../../src/domain/kpi/movements.js';
import { stockMovements } from '../../../src/domain/kpi/open-stock.js';
import { writeInstant } from '../../../src/platform/database/instant-column.js';
import { placeholders, type Row, type SqlValue, type Tx } from '../../../src/platform/database/sql.js';
import { raiseRevision } from '../../../src/platform/database/revised-cache.js';
import { PROCEDURES_REVISION } from '../../../src/procedures/procedures.repository.js';
import type { Unit } from '../../../src/units/unit.js';
import { UNITS_REVISION, UnitsRepository } from '../../../src/units/units.repository.js';
import type { TestApp } from '../app.js';
import { countable, dossierRow, insertFactWorld } from '../dossier-facts.js';
import { UNITS } from '../small-world.js';
import { MERGED, MERGED_INTO, MERGED_ON, parentsOf, PROCEDURES, PROOF_UNITS, type Drawn } from './drawn.js';

const DOSSIERS_AT_ONCE = 250;
const IN_A_TRANSACTION = 5_000;

/** Units, procedures, and the dossiers with what their acts would have posted; nothing is folded yet. */
export async function writeProofWorld(world: TestApp, drawn: readonly Drawn[]): Promise<void> {
  await writeUnits(world, false);
  await world.transactor.run(async (tx) => {
    await insertFactWorld(tx, { units: [], procedures: PROCEDURES });
    await raiseRevision(tx, PROCEDURES_REVISION);
  });
  for (let i = 0; i < drawn.length; i += IN_A_TRANSACTION) {
    await world.transactor.run(async (tx) => {
      for (let at = i; at < Math.min(i + IN_A_TRANSACTION, drawn.length); at += DOSSIERS_AT_ONCE)
        await writeSome(tx, drawn.slice(at, Math.min(at + DOSSIERS_AT_ONCE, i + IN_A_TRANSACTION)), `B-${String(at)}`);
    });
  }
}

/** @param restated the merged units below the new one, as if they had always stood there */
export async function writeUnits(world: TestApp, restated: boolean): Promise<void> {
  const parents = parentsOf(restated);
  const [specimen] = UNITS;
  if (!specimen) throw new Error('a unit by which to write the others must be there');
  const units = PROOF_UNITS.map(([code, , kind]): Unit => ({
    ...{ ...specimen, code, kind, name: `Đơn vị ${code}`, shortName: code, deskUnitCode: null },
    parentCode: parents.get(code) ?? null,
    validFrom: code === MERGED_INTO ? MERGED_ON : specimen.validFrom,
    validTo: MERGED.includes(code) ? MERGED_ON : null,
  }));
  await world.transactor.run(async (tx) => {
    await new UnitsRepository().write(tx, units);
    await raiseRevision(tx, UNITS_REVISION);
  });
}

async function writeSome(tx: Tx, some: readonly Drawn[], batch: string): Promise<void> {
  await insertRows(tx, 'dossier', some.map(rowOf)); // prettier-ignore
  await insertRows(tx, 'supplement_request', some.flatMap(requestRows)); // prettier-ignore
  const posted = [
    ...tailStatements(batch, 1, some.flatMap(({ fact }) => movementsOf(null, countable(fact)))), // prettier-ignore
    ...openTailStatements(batch, 1, some.flatMap(({ fact }) => stockMovements(null, countable(fact)))), // prettier-ignore
    ...stageTailStatements(batch, 1, some.flatMap(({ stages }) => stages)), // prettier-ignore
  ];
  for (const { sql, params } of posted) await tx.execute(sql, params);
}

function rowOf({ fact, acceptedAt, finishedAt, assisted, askedFirst, requests }: Drawn): Row {
  const row = dossierRow(fact);
  return {
    ...row,
    ...{ assisted, askedFirst, supplementsAsked: requests.length },
    acceptedAt: row.acceptedAt === null ? null : writeInstant(acceptedAt),
    finishedAt: row.finishedAt === null ? null : writeInstant(finishedAt),
  };
}

function requestRows({ fact, requests }: Drawn): Row[] {
  return requests.map(({ askedAt, receivedAt }, i) => ({
    ...{ id: `${fact.code}-${String(i)}`, dossierId: fact.code },
    ...{ askedAt: writeInstant(askedAt), receivedAt: writeInstant(receivedAt) },
    ...{
      askedBy: 'officer',
      askedSeq: 2 * i + 2,
      receivedBy: receivedAt && 'desk',
      receivedSeq: receivedAt && 2 * i + 3,
    },
    ...{ restarts: true, beforeAcceptance: false, receiversFault: false, pastWindow: false, overridden: false },
  }));
}

async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const values = rows.map((_, i) => `(${placeholders(names.length, 1 + i * names.length)})`);
  await tx.execute(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES ${values.join(', ')}`,
    rows.flatMap((row) => names.map((name) => row[name] as SqlValue)),
  );
}
