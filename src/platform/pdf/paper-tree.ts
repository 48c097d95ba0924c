import { Parser } from 'htmlparser2';
import type { Drawing } from '../drawings/drawing.js';
import { tidy } from '../templates/paper-text.js';

const BLOCKS = [
  'article',
  'div',
  'h1',
  'h2',
  'h3',
  'p',
  'hr',
  'ul',
  'ol',
  'li',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
] as const;
const INLINES = ['span', 'b', 'i', 'u', 'br', 'svg'] as const;
const SPAN_LIMIT = 20;

export type PaperTag = (typeof BLOCKS)[number] | (typeof INLINES)[number];

/** What an `<svg>` of a paper draws: one path of straight lines. */
export interface PaperDrawing extends Drawing {
  /** said in its place to those who cannot see it */
  readonly label: string;
}

export interface PaperElement {
  readonly tag: PaperTag;
  readonly classes: readonly string[];
  readonly colspan: number;
  readonly rowspan: number;
  readonly children: readonly PaperNode[];
  /** of an `svg`; absent from everything else */
  readonly drawing?: PaperDrawing;
}

/** A string is text to print, never to be read as anything else. */
export type PaperNode = string | PaperElement;

interface Draft extends PaperElement {
  readonly children: PaperNode[];
  drawing?: PaperDrawing;
}

const VIEW_BOX = /^0 0 (\d{1,4}) (\d{1,4})$/;
const PATH = /^(?:[Mhvz]|-?\d{1,4}| )*$/;

const isBlock = (tag: string): boolean => (BLOCKS as readonly string[]).includes(tag);
const isKnown = (tag: string): tag is PaperTag => isBlock(tag) || (INLINES as readonly string[]).includes(tag);

/** Holds blocks only: white space between its children is layout of the source, nothing to print. */
const CONTAINERS: ReadonlySet<string> = new Set(['article', 'div', 'ul', 'ol', 'table', 'thead', 'tbody', 'tr']);

/**
 * Reads the HTML of a paper into a tree that printing and mail are made from. White space is collapsed as a browser
 * does; nothing is fetched and no attribute but `class`, `colspan`, `rowspan` and the path of a drawing is kept.
 *
 * @param characters what each piece of text goes through, e.g. `printable`
 * @throws Error for an element outside the small set papers are written in: better no letter than one with a hole
 */
export function paperTree(html: string, characters = (text: string): string => text): readonly PaperNode[] {
  const builder = new TreeBuilder(characters);
  const parser = new Parser(builder, { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: false });
  parser.end(tidy(html));
  return builder.finish();
}

class TreeBuilder {
  private readonly root: PaperNode[] = [];
  private readonly open: Draft[] = [];
  private text = '';

  constructor(private readonly characters: (text: string) => string) {}

  onopentag(tag: string, attributes: Record<string, string>): void {
    if (tag === 'path') {
      this.draw(attributes['d'] ?? '');
      return;
    }
    if (!isKnown(tag)) throw new Error(`a paper may not contain <${tag}>`);
    this.flush();
    const element: Draft = {
      tag,
      classes: (attributes['class'] ?? '').split(/\s+/).filter(Boolean),
      colspan: span(attributes['colspan']),
      rowspan: span(attributes['rowspan']),
      children: [],
    };
    if (tag === 'svg') element.drawing = blank(attributes);
    this.siblings().push(element);
    this.open.push(element);
  }

  onclosetag(tag: string): void {
    if (tag === 'path') return;
    this.flush();
    const element = this.open.pop();
    if (element && isBlock(tag)) trim(element.children);
  }

  /** The parser cuts text at entities; words must not be cut with it. */
  ontext(data: string): void {
    this.text += data;
  }

  finish(): readonly PaperNode[] {
    this.flush();
    trim(this.root);
    return this.root;
  }

  private draw(path: string): void {
    const { drawing } = this.open.at(-1) ?? {};
    if (drawing === undefined || !PATH.test(path)) throw new Error('a paper may only contain drawings of our own');
    Object.assign(drawing, { path: drawing.path + path });
  }

  private flush(): void {
    const text = this.characters(tidy(this.text).replace(/[ \t\r\n\f]+/g, ' '));
    this.text = '';
    const parent = this.open.at(-1);
    const between = parent === undefined || CONTAINERS.has(parent.tag);
    if (text !== '' && !(between && text === ' ')) this.siblings().push(text);
  }

  private siblings(): PaperNode[] {
    return this.open.at(-1)?.children ?? this.root;
  }
}

/** Drops the white space at the edges of a block and around its line breaks, and doubled spaces between inlines. */
function trim(nodes: PaperNode[]): void {
  const edge = (node: PaperNode | undefined): boolean =>
    node === undefined || (typeof node !== 'string' && (node.tag === 'br' || isBlock(node.tag)));
  nodes.forEach((node, index) => {
    if (typeof node !== 'string') return;
    const start = edge(nodes[index - 1]) ? node.replace(/^ +/, '') : node;
    nodes[index] = edge(nodes[index + 1]) ? start.replace(/ +$/, '') : start;
  });
  nodes.splice(0, nodes.length, ...nodes.filter((node) => node !== ''));
}

function blank(attributes: Record<string, string>): PaperDrawing {
  // The parser writes the names of attributes small, as HTML has them.
  const [, width = '', height = ''] = VIEW_BOX.exec(attributes['viewbox'] ?? '') ?? [];
  if (width === '') throw new Error('a drawing on paper needs its size');
  return { width: Number(width), height: Number(height), path: '', label: tidy(attributes['aria-label'] ?? '') };
}

function span(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count >= 1 && count <= SPAN_LIMIT ? count : 1;
}
