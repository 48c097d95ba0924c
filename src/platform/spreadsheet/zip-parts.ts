import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { UnreadableFile } from './table.js';

/** A workbook has a few dozen parts; thousands are something else. */
const MAX_PARTS = 2_000;
/** What one part may unpack to. It is read as a stream: this bounds the time, not the memory. */
const MAX_PART_BYTES = 768 * 1024 * 1024;

/** The parts of an Office file, by name. What a part claims about its size and its checksum is held against it. */
export class ZipParts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws UnreadableFile when it is no such file, or has too much in it */
  static async open(path: string): Promise<ZipParts> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(notASpreadsheet);
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.replace(/^\//, '');
        if (entries.has(name)) throw new UnreadableFile('malformed', 'a part comes twice');
        entries.set(name, entry);
        if (entries.size > MAX_PARTS) throw new UnreadableFile('too_large', `${String(MAX_PARTS)} parts`);
      }
      return new ZipParts(zip, entries);
    } catch (error) {
      zip.close();
      throw error instanceof UnreadableFile ? error : new UnreadableFile('not_a_spreadsheet', 'the list of its parts');
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The unpacked bytes of a part. @throws UnreadableFile when there is none, or it is not what it claims to be */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new UnreadableFile('malformed', `no ${name}`);
    if (entry.isEncrypted()) throw new UnreadableFile('encrypted', name);
    if (entry.uncompressedSize > MAX_PART_BYTES) throw new UnreadableFile('too_large', name);
    let checksum = 0;
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile('malformed', name);
    }
    if (checksum !== entry.crc32) throw new UnreadableFile('malformed', `${name} is damaged`);
  }

  close(): void {
    this.zip.close();
  }
}

function notASpreadsheet(): never {
  throw new UnreadableFile('not_a_spreadsheet', 'not a ZIP file');
}
