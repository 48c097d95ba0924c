import Handlebars from 'handlebars';
import { WORDING_FIELDS, type WordingKind } from './wording-kinds.js';
import type { FaultCode, WordingFault } from './wording-fault.js';
import { FlatText, WordingNesting, type Surroundings } from './wording-nesting.js';
import { rulesOf } from './wording-rules.js';

/** Longer than the body of any letter; keeps what is parsed small. */
export const LONGEST_WORDING = 4_000;
/** The first faults are enough to mend; mending them mostly mends the rest. */
const MOST_FAULTS = 20;

/**
 * What is wrong with a wording, before anything is rendered: only known `{{field}}`, `{{#if field}}` and
 * `{{#unless field}}`, and only the elements of `wording-nesting.ts`, well nested whichever branches are taken.
 *
 * @param source NFC, lines ended by \n
 * @returns [] when there is nothing wrong, in the order of the lines
 */
export function wordingFaults(kind: WordingKind, source: string): WordingFault[] {
  if (source.trim() === '') return [{ code: 'empty', line: 1, what: '' }];
  if (source.length > LONGEST_WORDING) return [{ code: 'too_long', line: 1, what: String(LONGEST_WORDING) }];
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(source);
  } catch (error) {
    return [{ code: 'syntax', line: lineOf(error), what: '' }];
  }
  const faults: WordingFault[] = [];
  const around = rulesOf(kind).format === 'text' ? new FlatText(faults) : new WordingNesting(faults);
  new Guard(new Set(WORDING_FIELDS[kind].map(({ name }) => name)), around, faults).whole(program);
  return faults.sort((a, b) => a.line - b.line).slice(0, MOST_FAULTS);
}

class Guard {
  constructor(
    private readonly known: ReadonlySet<string>,
    private readonly nesting: Surroundings,
    private readonly faults: WordingFault[],
  ) {}

  whole(program: hbs.AST.Program): void {
    this.program(program);
  }

  private program({ body, blockParams = [] }: Loose): void {
    const floor = this.nesting.depth;
    const [first] = body;
    if (blockParams.length > 0 && first) this.refuse('not_allowed', first, 'as |…|');
    for (const node of body) this.statement(node, floor);
    this.nesting.end(floor);
  }

  private statement(node: hbs.AST.Statement, floor: number): void {
    switch (node.type) {
      case 'ContentStatement':
        this.nesting.text((node as { readonly original?: unknown }).original as string, node.loc.start.line, floor);
        return;
      case 'MustacheStatement':
        this.mustache(node as hbs.AST.MustacheStatement);
        return;
      case 'BlockStatement':
        this.block(node as hbs.AST.BlockStatement);
        return;
      default:
        this.refuse('not_allowed', node, WRITTEN[node.type] ?? node.type);
    }
  }

  private mustache(node: hbs.AST.MustacheStatement): void {
    const name = nameOf(node.path);
    this.nesting.value(node.loc.start.line, `{{${name}}}`);
    if (!node.escaped) this.refuse('raw', node, name);
    if (node.params.length > 0 || hasHash(node)) this.refuse('not_allowed', node, `{{${name} …}}`);
    this.demandKnown(node.path);
  }

  private block(node: hbs.AST.BlockStatement): void {
    const name = nameOf(node.path);
    const { program, inverse } = withoutGaps(node);
    if (name !== 'if' && name !== 'unless') this.refuse('unknown_block', node, `{{#${name}}}`);
    else if (node.params.length !== 1 || hasHash(node)) this.refuse('not_allowed', node, `{{#${name} …}}`);
    for (const param of node.params) this.demandKnown(param);
    if (program) this.program(program);
    if (inverse) this.program(inverse);
  }

  /** A plain name of the list: no `this`, no `@root`, no `../`, no dots, no text, no call in brackets. */
  private demandKnown(path: hbs.AST.Node): void {
    const { original, data, depth, parts } = path as hbs.AST.PathExpression;
    const plain = path.type === 'PathExpression' && !data && depth === 0 && parts.length === 1 && original === parts[0];
    if (!plain || !this.known.has(original)) this.refuse('unknown_field', path, nameOf(path));
  }

  private refuse(code: FaultCode, { loc }: hbs.AST.Node, what: string): void {
    this.faults.push({ code, line: loc.start.line, what: what.slice(0, 60) });
  }
}

/** How people write what is not for them. */
const WRITTEN: Readonly<Record<string, string>> = {
  CommentStatement: '{{! … }}',
  PartialStatement: '{{> …}}',
  PartialBlockStatement: '{{#> …}}',
  Decorator: '{{* …}}',
  DecoratorBlock: '{{#* …}}',
};

/** A program names its parameters only where it has any, whatever the types say. */
type Loose = Pick<hbs.AST.Program, 'body'> & { readonly blockParams?: readonly string[] | undefined };

/** `{{^if x}}` has an inverse and no program, whatever the types say. */
function withoutGaps({
  program,
  inverse,
}: hbs.AST.BlockStatement): Partial<Pick<hbs.AST.BlockStatement, 'program' | 'inverse'>> {
  return { program, inverse };
}

function hasHash({ hash }: hbs.AST.MustacheStatement | hbs.AST.BlockStatement): boolean {
  return ((hash as hbs.AST.Hash | undefined)?.pairs ?? []).length > 0;
}

function nameOf(node: hbs.AST.Node): string {
  const { original } = node as { original?: unknown };
  return typeof original === 'string' || typeof original === 'number' ? String(original) : '(…)';
}

/** `Parse error on line 3:`, or `if doesn't match unless - 3:4`. */
function lineOf(error: unknown): number {
  const text = error instanceof Error ? error.message : '';
  const found = /on line (\d+)/.exec(text) ?? / - (\d+):\d+/.exec(text);
  return Number(found?.[1] ?? 1);
}
