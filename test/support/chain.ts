import type { DossierEvent } from '../../src/domain/dossier/decision.js';
import { CHAIN_START, seal, type Changes } from '../../src/dossiers/history.js';
import { readInstant } from '../../src/platform/database/instant-column.js';
import type { Queries } from '../../src/platform/database/sql.js';

/** Recomputes the history of a dossier link by link. @returns the acts; throws when a link is not what its row says */
export async function provenActs(from: Queries, dossierId: string): Promise<string[]> {
  const rows = await from.query(
    `SELECT e."seq", e."act", e."actor", e."at", e."payloadDigest", e."changes", e."hash", p."salt", p."body"
       FROM "dossier_event" e JOIN "dossier_event_payload" p ON p."dossierId" = e."dossierId" AND p."seq" = e."seq"
      WHERE e."dossierId" = $1 ORDER BY e."seq"`,
    [dossierId],
  );
  let link = CHAIN_START;
  for (const [i, row] of rows.entries()) {
    const event = {
      act: row['act'] as DossierEvent['act'],
      by: row['actor'] as string,
      at: readInstant(row['at']),
      payload: JSON.parse(row['body'] as string) as DossierEvent['payload'],
    };
    const changes = row['changes'] === null ? null : (JSON.parse(row['changes'] as string) as Changes);
    const { hash, payloadDigest } = seal(link, i + 1, event, row['salt'] as string, changes ?? {});
    if (row['seq'] !== i + 1 || hash !== row['hash'] || payloadDigest !== row['payloadDigest']) {
      throw new Error(`the history of ${dossierId} breaks at event ${i + 1}`);
    }
    link = hash;
  }
  const [dossier] = await from.query('SELECT "chainHash", "eventSeq" FROM "dossier" WHERE "id" = $1', [dossierId]);
  if (dossier?.['chainHash'] !== link || dossier['eventSeq'] !== rows.length) {
    throw new Error(`the dossier ${dossierId} does not end where its history ends`);
  }
  return rows.map((row) => row['act'] as string);
}
