import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../domain/errors.js';

export interface Upload {
  /** SHA-256 of the bytes, hex */
  readonly hash: string;
  readonly bytes: number;
}

const ID = /^[0-9a-f-]{36}$/;

/** Files on their way in, in a folder only we can read, until their rows stand in the database. Never a record. */
export class Uploads {
  constructor(private readonly root: string) {}

  /**
   * Writes a stream to the disk as it arrives.
   *
   * @throws DomainError `request.too_large` beyond the limit, `request.malformed` when nothing came; nothing is kept
   */
  async receive(id: string, source: Readable, mostBytes: number): Promise<Upload> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new DomainError('request.too_large', 'the file is too large', { mostBytes });
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await pipeline(source, measure, createWriteStream(this.path(id), { flags: 'wx', mode: 0o600 }));
      if (bytes === 0) throw new DomainError('request.malformed', 'the body must be a file');
    } catch (error) {
      await this.forget(id);
      throw error;
    }
    return { hash: hash.digest('hex'), bytes };
  }

  bytes(id: string): AsyncIterable<Buffer> {
    return createReadStream(this.path(id));
  }

  path(id: string): string {
    if (!ID.test(id)) throw new RangeError('not the name of an upload');
    return join(this.root, id);
  }

  async has(id: string): Promise<boolean> {
    return stat(this.path(id)).then(
      () => true,
      () => false,
    );
  }

  async forget(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** @param now of the house's clock; a training clock may stand anywhere, then nothing is old */
  async isOlderThan(id: string, milliseconds: number, now: number): Promise<boolean> {
    return stat(this.path(id)).then(
      ({ mtimeMs }) => mtimeMs < now - milliseconds,
      () => false,
    );
  }

  /** Names of what lies there. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.root).catch(() => []);
    return names.filter((name) => ID.test(name));
  }
}
