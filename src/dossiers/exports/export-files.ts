import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const NAME = /^([0-9a-f-]{36})\.(?:rows|part|xlsx)$/;

/** Gathered rows, and the workbooks made of them, in a folder only we can read. They can all be made again. */
export class ExportFiles {
  constructor(private readonly root: string) {}

  /** Whether as many bytes of gathered rows are here as the record says: another machine may have them. */
  async hasRows(id: string, bytes: number): Promise<boolean> {
    return stat(this.path(id, 'rows')).then(
      ({ size }) => size >= bytes,
      () => bytes === 0,
    );
  }

  /**
   * Rows behind those of which the record speaks; what a crash left behind them is overwritten.
   *
   * @param bytes how many the record speaks of
   * @returns how many there are now, all of them on the disk
   */
  async append(id: string, bytes: number, lines: readonly string[]): Promise<number> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const file = await open(this.path(id, 'rows'), bytes === 0 ? 'w' : 'r+', 0o600);
    try {
      await file.truncate(bytes);
      const content = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      await file.write(content, 0, content.length, bytes);
      await file.sync();
      return bytes + content.length;
    } finally {
      await file.close();
    }
  }

  /** The gathered rows, line by line. @param bytes how many the record speaks of */
  rows(id: string, bytes: number): AsyncIterable<string> {
    if (bytes === 0) return lines(null);
    return lines(createReadStream(this.path(id, 'rows'), { end: bytes - 1 }));
  }

  /** Writes the workbook as it comes; it has its name only when it is whole. @returns its bytes */
  async keep(id: string, workbook: Readable): Promise<number> {
    const half = this.path(id, 'part');
    try {
      await pipeline(workbook, createWriteStream(half, { mode: 0o600, flush: true }));
      await rename(half, this.path(id, 'xlsx'));
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
    return (await stat(this.path(id, 'xlsx'))).size;
  }

  /** The workbook; null when another machine has it. */
  async workbook(id: string): Promise<Readable | null> {
    const path = this.path(id, 'xlsx');
    return stat(path).then(
      () => createReadStream(path),
      () => null,
    );
  }

  async forgetRows(id: string): Promise<void> {
    await rm(this.path(id, 'rows'), { force: true });
  }

  async forget(id: string): Promise<void> {
    for (const kind of ['rows', 'part', 'xlsx'] as const) await rm(this.path(id, kind), { force: true });
  }

  /** Whose files lie there. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.root).catch(() => []);
    return [...new Set(names.flatMap((name) => NAME.exec(name)?.[1] ?? []))];
  }

  private path(id: string, kind: 'rows' | 'part' | 'xlsx'): string {
    const name = `${id}.${kind}`;
    if (!NAME.test(name)) throw new RangeError('not the name of an export');
    return join(this.root, name);
  }
}

async function* lines(input: Readable | null): AsyncGenerator<string> {
  if (input) yield* createInterface({ input, crlfDelay: Infinity });
}
