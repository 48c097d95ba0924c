import type { Tx } from '../../src/platform/database/sql.js';

const OPEN = `d."status" IN ('submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment') AND d."voidedAt" IS NULL`;

/** Puts dossiers that were written past the acts into the lists where the acts would have put them. */
export async function fillLists(tx: Tx): Promise<void> {
  const columns = ['unitCode', 'responsibleUnitCode', 'holderUnitCode', 'pendingUnitCode'];
  const units = columns.map((column) => `SELECT "id", "${column}" FROM "dossier" WHERE "${column}" IS NOT NULL`);
  const listedAt = 'coalesce(d."acceptedAt", d."filedAt", d."heldSince")';
  await tx.execute(
    `INSERT INTO "dossier_concern"
       ("unitCode", "listedAt", "dossierId", "open", "dueAt", "lateFrom", "timeliness", "finishedAt")
     SELECT u."unitCode", ${listedAt}, d."id", (${OPEN}), coalesce(d."currentDueAt", d."answerDueAt", $1),
            CASE WHEN ${OPEN} THEN d."lateFrom" END, d."timeliness", d."finishedAt"
       FROM (SELECT "id", '*' AS "unitCode" FROM "dossier" UNION ${units.join(' UNION ')}) u
       JOIN "dossier" d ON d."id" = u."id"
      WHERE NOT EXISTS (SELECT 1 FROM "dossier_concern" c
                         WHERE c."unitCode" = u."unitCode" AND c."listedAt" = ${listedAt} AND c."dossierId" = d."id")`,
    ['9999-12-30T00:00:00.000Z'],
  );
}
