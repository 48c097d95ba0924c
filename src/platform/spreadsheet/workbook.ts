import { posix } from 'node:path';
import { UnreadableFile } from './table.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import type { ZipParts } from './zip-parts.js';

export interface Workbook {
  readonly epoch: 1900 | 1904;
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly hidden: boolean }[];
}

type Attributes = Readonly<Record<string, string>>;

/** Which sheets there are and where they stand. @throws UnreadableFile */
export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const part = await mainPart(parts);
  let epoch: Workbook['epoch'] = 1900;
  const named: { name: string; relation: string; hidden: boolean }[] = [];
  for await (const { name, attributes } of elements(parts, part)) {
    if (name === 'workbookPr' && isTrue(attributes['date1904'])) epoch = 1904;
    if (name !== 'sheet') continue;
    const relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const hidden = (attributes['state'] ?? 'visible') !== 'visible';
    named.push({ name: attributes['name'] ?? '', relation, hidden });
  }
  const targets = await relations(parts, part);
  const sheets = named.flatMap(({ name, relation, hidden }) => {
    const target = targets.get(relation);
    return target === undefined ? [] : [{ name, part: target, hidden }];
  });
  if (sheets.length === 0) throw new UnreadableFile('empty', 'no sheet');
  return { epoch, sheets };
}

async function mainPart(parts: ZipParts): Promise<string> {
  if (!parts.has('_rels/.rels')) throw new UnreadableFile('not_a_spreadsheet', 'no _rels/.rels');
  const found: string[] = [];
  for await (const { name, attributes } of elements(parts, '_rels/.rels')) {
    const { Type = '', Target = '' } = attributes;
    if (name === 'Relationship' && Type.endsWith('/officeDocument')) found.push(Target.replace(/^\//, ''));
  }
  const [part] = found;
  if (part === undefined || !parts.has(part)) throw new UnreadableFile('not_a_spreadsheet', 'no workbook');
  return part;
}

/** Ids of a part's relations → the parts they lead to. */
async function relations(parts: ZipParts, part: string): Promise<ReadonlyMap<string, string>> {
  const folder = posix.dirname(part);
  const targets = new Map<string, string>();
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  for await (const { name, attributes } of elements(parts, list)) {
    const { Id = '', Type = '', Target = '' } = attributes;
    if (name !== 'Relationship' || !Type.endsWith('/worksheet')) continue;
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target));
  }
  return targets;
}

interface Element {
  readonly name: string;
  readonly attributes: Attributes;
}

function elements(parts: ZipParts, part: string): AsyncGenerator<Element> {
  return readXml(parts.bytes(part), part, new ElementCollector());
}

class ElementCollector implements XmlHandler<Element> {
  private done: Element[] = [];

  open(name: string, attributes: Attributes): void {
    this.done.push({ name, attributes });
  }

  text(): void {
    // What a workbook says about itself stands in attributes.
  }

  close(): void {
    // Nor does it matter here where an element ends.
  }

  take(): readonly Element[] {
    const elements = this.done;
    this.done = [];
    return elements;
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
