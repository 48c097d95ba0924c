import { createHash } from 'node:crypto';
import { FileStore } from '../../../../src/platform/files/file-store.js';
import { verified } from '../../verified.js';
import type { Service } from '../service.js';

/** What a walk may leave behind, without what differs each time; ids of letters are the same in all copies of a world. */
const LEFT = {
  obligations: `SELECT "cause", "state", "letterId" FROM "obligation" ORDER BY "letterId"`,
  letters: `SELECT "id", "state", "numberText", "letterDate", "signedHow", "signedBy", "awaits", "scanHash" IS NULL AS "unscanned"
              FROM "letter" WHERE NOT "forecast" ORDER BY "id"`,
  signatures: `SELECT "letterId", "position", "way", "by" FROM "letter_signature" ORDER BY "letterId", "position"`,
  folders: `SELECT "unitCode", "closedAt" FROM "signing_folder"`,
  inFolders: `SELECT "letterId", "position", "sheets" FROM "signing_folder_letter" ORDER BY "position"`,
  prints: `SELECT "state", "total", "done" FROM "folder_print" WHERE "state" <> 'failed'`,
  parts: `SELECT q."part", q."first", q."last", q."pages" FROM "folder_part" q
            JOIN "folder_print" p ON p."id" = q."printId" WHERE p."state" <> 'failed' ORDER BY q."part"`,
  scans: `SELECT "fileName", "state", "pages" FROM "folder_scan"`,
  pages: `SELECT "page", "kind", "letterId" FROM "folder_scan_page" ORDER BY "page"`,
  messages: `SELECT "subjectId", "kind", "channel", "state" FROM "message" ORDER BY "subjectId", "kind"`,
  ways: `SELECT "letterId", "why", "channel", "endedAt" IS NULL AS "open" FROM "letter_way" ORDER BY "letterId"`,
  deliveries: `SELECT "letterId", "channel", "proof" FROM "letter_delivery" ORDER BY "letterId"`,
  calls: `SELECT "letterId", "kind" FROM "call_task" ORDER BY "letterId", "kind"`,
} as const;

/** What stands in the database and on the disk: each file a row speaks of is whole, and histories prove themselves. */
export async function pictureOf(service: Service): Promise<string> {
  const { database, get } = service;
  const left: Record<string, unknown> = {};
  for (const [what, sql] of Object.entries(LEFT)) left[what] = await database.query(sql);
  const files = await database.query<{ hash: string; bytes: number }>('SELECT "hash", "bytes" FROM "stored_file"');
  left['files'] = files.length;
  const broken: string[] = [];
  for (const { hash, bytes } of files) {
    const content = await get(FileStore)
      .read(hash)
      .catch(() => Buffer.alloc(0));
    if (createHash('sha256').update(content).digest('hex') !== hash || content.length !== bytes) broken.push(hash);
  }
  left['broken'] = broken;
  left['verify'] = await verified({ get: service.app.get.bind(service.app) });
  return JSON.stringify(left, (_, value: unknown) => (typeof value === 'boolean' ? Number(value) : value), 1);
}
