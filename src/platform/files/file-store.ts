import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { writeInstant } from '../database/instant-column.js';
import type { Tx } from '../database/sql.js';

export interface StoredFile {
  /** SHA-256 of the bytes, hex: name, proof and de-duplication in one */
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/**
 * Signed papers and scans, by the hash of their bytes, in a folder. A file is on the disk (synced, under its final
 * name) before any row speaks of it; a file no row speaks of is only waste, never a loss.
 */
export class FileStore {
  constructor(private readonly root: string) {}

  async write(content: Buffer, mediaType: string): Promise<StoredFile> {
    const hash = createHash('sha256').update(content).digest('hex');
    const path = this.path(hash);
    const stored = { hash, mediaType, bytes: content.length };
    if (await hasSize(path, content.length)) return stored;
    await mkdir(dirname(path), { recursive: true });
    const half = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      await writeSynced(half, content);
      await rename(half, path);
    } catch (error) {
      // On a full disk, what is half written keeps room from what comes next.
      await rm(half, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
    return stored;
  }

  /** @throws DomainError `not_found`; Error when the bytes are not those the name promises */
  async read(hash: string): Promise<Buffer> {
    const content = await readFile(this.path(hash)).catch(() => {
      throw new DomainError('not_found', 'this file is not in the store', { hash });
    });
    if (createHash('sha256').update(content).digest('hex') !== hash)
      throw new Error(`file ${hash} was changed on the disk`);
    return content;
  }

  /** Whether the file is there at all; whether its bytes are right is asked by reading it. */
  async has(hash: string): Promise<boolean> {
    return stat(this.path(hash)).then(
      () => true,
      () => false,
    );
  }

  /** The small picture of a file, as far as somebody has made one; null else. */
  preview(hash: string): Promise<Buffer | null> {
    return readFile(this.previewPath(hash)).catch(() => null);
  }

  /** Kept beside the file, and taken away with it. It can be made again: no row speaks of it, nothing is synced. */
  async keepPreview(hash: string, content: Buffer): Promise<void> {
    const path = this.previewPath(hash);
    const half = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(half, content);
    await rename(half, path);
  }

  /** Takes the bytes away; its row stays, to say that there was a file. Nothing happens when they are gone already. */
  async remove(hash: string): Promise<void> {
    await rm(this.previewPath(hash), { force: true });
    await rm(this.path(hash), { force: true });
  }

  /** The row that lets others refer to the file, in the caller's transaction. */
  async record(tx: Tx, { hash, mediaType, bytes }: StoredFile, at: Instant): Promise<void> {
    const added = await tx.execute(
      `INSERT INTO "stored_file" ("hash", "mediaType", "bytes", "createdAt") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("hash") DO NOTHING`,
      [hash, mediaType, bytes, writeInstant(at)],
    );
    if (added === 1) tx.born('stored_file', hash);
  }

  private previewPath(hash: string): string {
    return `${this.path(hash)}.preview`;
  }

  private path(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new DomainError('not_found', 'not the name of a stored file');
    return join(this.root, hash.slice(0, 2), hash);
  }
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size === bytes,
    () => false,
  );
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows cannot open a folder; there the rename itself is journalled. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  if (!folder) return;
  await folder.sync().catch(() => undefined);
  await folder.close();
}
