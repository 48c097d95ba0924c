import { bounded, UnreadableFile } from './table.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import type { ZipParts } from './zip-parts.js';

const PART = 'xl/sharedStrings.xml';
const MAX_STRINGS = 4_000_000;
const MAX_BYTES = 160 * 1024 * 1024;
const BLOCK = 1024 * 1024;
/** UTF-8 of one UTF-16 unit at most. */
const BYTES_PER_UNIT = 3;

/**
 * The texts that cells of a workbook refer to by number. A hundred thousand rows bring a million of them, so they are
 * kept as packed UTF-8 outside the JavaScript heap, and made into strings one at a time.
 */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private used = BLOCK;
  private starts = new Uint32Array(1024);
  private lengths = new Uint16Array(1024);
  private count = 0;

  /** @throws UnreadableFile */
  static async read(parts: ZipParts): Promise<SharedStrings> {
    const strings = new SharedStrings();
    if (!parts.has(PART)) return strings;
    for await (const text of readXml(parts.bytes(PART), PART, new StringCollector())) strings.add(text);
    return strings;
  }

  /** @returns null when the workbook refers to a text it does not have */
  at(index: number): string | null {
    const start = this.starts[index];
    if (index >= this.count || start === undefined) return null;
    const from = start % BLOCK;
    return this.blocks[Math.floor(start / BLOCK)]?.toString('utf8', from, from + (this.lengths[index] ?? 0)) ?? null;
  }

  private add(text: string): void {
    if (this.count === MAX_STRINGS) throw new UnreadableFile('too_large', PART);
    if (this.used + text.length * BYTES_PER_UNIT > BLOCK) this.newBlock();
    const block = this.blocks.at(-1);
    if (!block) throw new Error('a block was just added');
    if (this.count === this.starts.length) this.grow();
    const length = block.write(text, this.used, 'utf8');
    this.starts[this.count] = (this.blocks.length - 1) * BLOCK + this.used;
    this.lengths[this.count] = length;
    this.used += length;
    this.count += 1;
  }

  private newBlock(): void {
    if (this.blocks.length * BLOCK >= MAX_BYTES) throw new UnreadableFile('too_large', PART);
    this.blocks.push(Buffer.allocUnsafeSlow(BLOCK));
    this.used = 0;
  }

  private grow(): void {
    const [starts, lengths] = [this.starts, this.lengths];
    this.starts = new Uint32Array(starts.length * 2);
    this.starts.set(starts);
    this.lengths = new Uint16Array(lengths.length * 2);
    this.lengths.set(lengths);
  }
}

/** Joins the runs of a rich text; what is only said how to pronounce is left out. */
class StringCollector implements XmlHandler<string> {
  private done: string[] = [];
  private current = '';
  private inText = false;
  private inReading = false;

  take(): readonly string[] {
    const texts = this.done;
    this.done = [];
    return texts;
  }

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.inReading = true;
    else if (name === 't') this.inText = !this.inReading;
  }

  text(text: string): void {
    if (this.inText) this.current = bounded(this.current + text);
  }

  close(name: string): void {
    if (name === 'si') this.done.push(this.current);
    else if (name === 'rPh') this.inReading = false;
    else if (name === 't') this.inText = false;
  }
}
