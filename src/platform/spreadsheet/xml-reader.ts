import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { UnreadableFile } from './table.js';

/** Makes things of type T out of what it is told; `take` hands over those that are complete, once. */
export interface XmlHandler<T> {
  /** @param name without its prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
  take(): readonly T[];
}

/** Text or a tag longer than this is no cell: the parser would have to hold all of it. */
const MAX_UNFINISHED = 256 * 1024;
/** How deep a workbook nests is a handful. */
const MAX_DEPTH = 32;
/** How much is parsed before others get their turn. */
const SLICE = 32 * 1024;

/**
 * Reads XML as it arrives, in bounded memory: no document type (so no entities that grow), no deep nesting, no endless
 * text. What the handler has made is handed on after each slice.
 *
 * @param part named in what is thrown
 * @throws UnreadableFile when it is not well-formed UTF-8 XML
 */
export async function* readXml<T>(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handler: XmlHandler<T>,
): AsyncGenerator<T> {
  const feed = new BoundedParser(part, handler);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new UnreadableFile('not_utf8', part);
    }
  };
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      feed.write(decode(chunk.subarray(from, from + SLICE)));
      yield* handler.take();
    }
  }
  feed.write(decode());
  feed.end();
  yield* handler.take();
}

class BoundedParser {
  private readonly parser = new SaxesParser({ xmlns: false, position: false });
  private sinceTag = 0;
  private depth = 0;

  constructor(
    private readonly part: string,
    handler: XmlHandler<unknown>,
  ) {
    this.parser.on('doctype', () => {
      throw new UnreadableFile('malformed', `${part} has a document type`);
    });
    this.parser.on('opentag', ({ name, attributes }) => {
      this.sinceTag = 0;
      this.depth += 1;
      if (this.depth > MAX_DEPTH) throw new UnreadableFile('malformed', `${part} nests too deeply`);
      handler.open(localName(name), attributes);
    });
    this.parser.on('text', (text) => {
      handler.text(text);
    });
    this.parser.on('cdata', (text) => {
      handler.text(text);
    });
    this.parser.on('closetag', ({ name }) => {
      this.sinceTag = 0;
      this.depth -= 1;
      handler.close(localName(name));
    });
  }

  write(text: string): void {
    this.sinceTag += text.length;
    this.safely(() => this.parser.write(text));
    if (this.sinceTag > MAX_UNFINISHED) throw new UnreadableFile('too_large', `one text of ${this.part}`);
  }

  end(): void {
    this.safely(() => this.parser.close());
  }

  private safely(parse: () => unknown): void {
    try {
      parse();
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile('malformed', this.part);
    }
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
