import { inflateRawSync } from 'node:zlib';
import { Parser } from 'htmlparser2';

const DIRECTORY = 0x02014b50;
const DEFLATED = 8;

/** The parts of a Word file by their names, read from its directory with nothing of what wrote it. */
export function docxParts(file: Buffer): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
  for (let at = file.readUInt32LE(end + 16); file.readUInt32LE(at) === DIRECTORY;) {
    const [method, packed, local] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt32LE(at + 42),
    ];
    const [name, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const body = file.subarray(begin, begin + packed);
    const text = (method === DEFLATED ? inflateRawSync(body) : body).toString('utf8');
    parts.set(file.toString('utf8', at + 46, at + 46 + name), text);
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** What a reader of the file sees, a line each paragraph. */
export function docxText(file: Buffer): string {
  const lines: string[] = [];
  let inText = false;
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (name === 'w:p') lines.push('');
        inText = name === 'w:t';
      },
      ontext: (text) => {
        if (inText) lines.push((lines.pop() ?? '') + text);
      },
      onclosetag: () => {
        inText = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(docxParts(file).get('word/document.xml') ?? '');
  return lines.join('\n');
}
