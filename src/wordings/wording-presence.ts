import Handlebars from 'handlebars';
import type { WordingFault } from './wording-fault.js';
import { WORDING_FIELDS, type WordingKind } from './wording-kinds.js';
import type { WordingFacts, WordingRendering } from './wording-rendering.js';
import { rulesOf, type WordingRules } from './wording-rules.js';

/** 2^8 renderings take a few milliseconds; nobody reads a text with more conditions. */
const MOST_CONDITIONS = 8;

interface Uses {
  /** line of the first `{{field}}`, by field */
  readonly printed: ReadonlyMap<string, number>;
  /** fields that branches depend on */
  readonly asked: ReadonlySet<string>;
}

/**
 * Does the wording say what its kind must say, whichever branches are taken? Every combination of what may be missing
 * is printed, with signs in the place of facts, and read.
 *
 * @param source one that the guard let pass
 */
export function presenceFaults(kind: WordingKind, source: string, rendering: WordingRendering): WordingFault[] {
  const { mustSay } = rulesOf(kind);
  if (mustSay.length === 0) return [];
  const { printed, asked } = usesOf(source);
  const groups = mustSay.filter((names) => !names.some((name) => printed.has(name)));
  if (groups.length > 0) return groups.map((names) => ({ code: 'must_say', line: 1, what: names.join('|') }));
  const mayMiss = WORDING_FIELDS[kind].filter(({ required }) => !required);
  const conditions = mayMiss.filter(({ name }) => asked.has(name));
  const alternatives = mustSay.flatMap(([, ...others]) => others);
  const optional = mayMiss.filter(({ name }) => asked.has(name) || alternatives.includes(name));
  if (conditions.length > MOST_CONDITIONS) {
    return [{ code: 'too_many_conditions', line: 1, what: String(MOST_CONDITIONS) }];
  }
  const hidden = new Set<readonly string[]>();
  for (let missing = 0; missing < 2 ** optional.length; missing += 1) {
    const left = optional.filter((_, at) => (missing >> at) % 2 === 1).map(({ name }) => name);
    const without = asOnPaper(new Set(left), mustSay);
    const text = rendering.render(kind, source, signs(kind, without));
    for (const names of mustSay) if (isSilent(names, without, text)) hidden.add(names);
  }
  return [...hidden].map((names) => ({
    code: 'hidden',
    line: Math.min(...names.flatMap((name) => printed.get(name) ?? [])),
    what: names.join('|'),
  }));
}

/** Of several that stand for each other, the first sums up the others: it is there where one of them is. */
function asOnPaper(without: Set<string>, mustSay: WordingRules['mustSay']): ReadonlySet<string> {
  for (const [first = '', ...others] of mustSay) {
    if (others.length === 0) continue;
    if (others.every((name) => without.has(name))) without.add(first);
    else without.delete(first);
  }
  return without;
}

function isSilent(names: readonly string[], without: ReadonlySet<string>, text: string): boolean {
  const [first = ''] = names;
  return !without.has(first) && !names.some((name) => text.includes(sign(name)));
}

/** Stands for a fact, and for nothing else that anybody writes. */
function sign(name: string): string {
  return `\u27e6${name}\u27e7`;
}

function signs(kind: WordingKind, without: ReadonlySet<string>): WordingFacts {
  return Object.fromEntries(WORDING_FIELDS[kind].map(({ name }) => [name, without.has(name) ? '' : sign(name)]));
}

function usesOf(source: string): Uses {
  const printed = new Map<string, number>();
  const asked = new Set<string>();
  class Reader extends Handlebars.Visitor {
    override MustacheStatement({ path, loc }: hbs.AST.MustacheStatement): void {
      const { original } = path as hbs.AST.PathExpression;
      if (!printed.has(original)) printed.set(original, loc.start.line);
    }

    override BlockStatement(block: hbs.AST.BlockStatement): void {
      for (const param of block.params) asked.add((param as hbs.AST.PathExpression).original);
      super.BlockStatement(block);
    }
  }
  new Reader().accept(Handlebars.parse(source));
  return { printed, asked };
}
