import type { FaultCode, WordingFault } from './wording-fault.js';

/** The elements a wording may use; no attribute is allowed on any of them. */
const WORDING_TAGS = ['p', 'b', 'i', 'u', 'br', 'ul', 'ol', 'li'] as const;

type Tag = (typeof WORDING_TAGS)[number];

interface OpenTag {
  readonly tag: Tag;
  readonly line: number;
}

const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9]*)\s*(\/?)>/;
const ENTITY = /^&(?:amp|lt|gt|quot|nbsp);/;
const LISTS: readonly string[] = ['ul', 'ol'];
const AT_ROOT: readonly string[] = ['p', 'ul', 'ol'];
const TEXTUAL: readonly string[] = ['p', 'li', 'b', 'i', 'u'];

/** What stands round the values of a wording, and where they may stand. */
export interface Surroundings {
  /** how many elements are open: what a block starts from */
  readonly depth: number;
  /** @param floor elements that were open before the present block: it may not close them */
  text(text: string, firstLine: number, floor: number): void;
  /** where a value will be printed */
  value(line: number, what: string): void;
  /** at the end of a block: everything it opened is closed */
  end(floor: number): void;
}

/** No elements at all: a `<` is a `<`. */
export class FlatText implements Surroundings {
  readonly depth = 0;

  constructor(private readonly faults: WordingFault[]) {}

  text(text: string, firstLine: number): void {
    const at = text.indexOf('{{');
    if (at >= 0) this.faults.push({ code: 'not_allowed', line: firstLine + linesIn(text.slice(0, at)), what: '\\{{' });
    const tag = /<\/?[A-Za-z][^>]*>?/.exec(text);
    if (tag) {
      const line = firstLine + linesIn(text.slice(0, tag.index));
      this.faults.push({ code: 'no_tags', line, what: tag[0].slice(0, 30) });
    }
  }

  value(): void {
    // anywhere
  }

  end(): void {
    // nothing was opened
  }
}

/**
 * Follows the elements of a wording through its text. A tag must stand whole in one piece of text, so that no value
 * ever becomes part of one; what a block opens it must close, so that every choice of branches is well formed.
 */
export class WordingNesting implements Surroundings {
  private readonly open: OpenTag[] = [];

  constructor(private readonly faults: WordingFault[]) {}

  /** How many elements are open: what a block starts from. */
  get depth(): number {
    return this.open.length;
  }

  /** @param floor elements that were open before the present block: it may not close them */
  text(text: string, firstLine: number, floor: number): void {
    let line = firstLine;
    for (let i = 0; i < text.length;) {
      const char = text.charAt(i);
      const taken = char === '<' ? this.tag(text.slice(i), line, floor) : this.character(text, i, line);
      line += linesIn(text.slice(i, i + taken));
      i += taken;
    }
  }

  /** Where a value will be printed. */
  value(line: number, what: string): void {
    if (!this.mayHoldText()) this.refuse('outside', line, what);
  }

  /** At the end of a block: everything it opened is closed. */
  end(floor: number): void {
    for (const { tag, line } of this.open.splice(floor)) this.refuse('unclosed', line, `<${tag}>`);
  }

  private character(text: string, at: number, line: number): number {
    const char = text.charAt(at);
    if (char === '&' && !ENTITY.test(text.slice(at)) && !/^&\s/.test(text.slice(at)))
      this.refuse('bad_mark', line, '&');
    if (char === '{' && text.charAt(at + 1) === '{') this.refuse('not_allowed', line, '\\{{');
    if (/\s/.test(char) || this.mayHoldText()) return 1;
    const piece = /^[^<]+/.exec(text.slice(at))?.[0] ?? char;
    this.refuse('outside', line, piece.trim().slice(0, 30));
    return piece.length;
  }

  private tag(text: string, line: number, floor: number): number {
    const match = TAG.exec(text);
    if (!match) {
      const name = /^<\/?\s*([A-Za-z][A-Za-z0-9-]*)/.exec(text)?.[0];
      this.refuse(name === undefined ? 'bad_mark' : 'unknown_tag', line, name === undefined ? '<' : `${name} …>`);
      return name?.length ?? 1;
    }
    const [whole, closing, written = ''] = match;
    const name = written.toLowerCase();
    if (!isTag(name) || (name === 'br' && closing === '/')) this.refuse('unknown_tag', line, whole);
    else if (closing === '/') this.close(name, line, floor);
    else this.opened(name, line);
    return whole.length;
  }

  private opened(tag: Tag, line: number): void {
    const parent = this.open.at(-1)?.tag;
    const fits = parent === undefined ? AT_ROOT.includes(tag) : fitsInto(tag, parent);
    if (!fits) this.refuse('misplaced', line, `<${tag}>`);
    if (tag !== 'br') this.open.push({ tag, line });
  }

  private close(tag: Tag, line: number, floor: number): void {
    const top = this.open.at(-1);
    if (this.open.length > floor && top?.tag === tag) this.open.pop();
    else this.refuse('unopened', line, `</${tag}>`);
  }

  private mayHoldText(): boolean {
    const parent = this.open.at(-1)?.tag;
    return parent !== undefined && TEXTUAL.includes(parent);
  }

  private refuse(code: FaultCode, line: number, what: string): void {
    this.faults.push({ code, line, what });
  }
}

function isTag(name: string): name is Tag {
  return (WORDING_TAGS as readonly string[]).includes(name);
}

function fitsInto(tag: Tag, parent: Tag): boolean {
  if (LISTS.includes(parent)) return tag === 'li';
  return ['b', 'i', 'u', 'br'].includes(tag);
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
