import Handlebars from 'handlebars';
import { tidy } from '../platform/templates/paper-text.js';
import type { WordingField } from './wording-field.js';
import { WORDING_FIELDS, type WordingKind } from './wording-kinds.js';
import { rulesOf } from './wording-rules.js';

type Render = (view: object) => string;

export type WordingFacts = Readonly<Record<string, string>>;

/** Which form of each fact a sample shows; `least` leaves out what may be missing. */
export const SAMPLES = ['usual', 'shortest', 'longest', 'least'] as const;

export type Sample = (typeof SAMPLES)[number];

/** More texts than the units of a town word for themselves. */
const KEPT = 300;

/** Puts facts into wordings that the guard let pass. Compiles each text once. */
export class WordingRendering {
  private readonly engine = Handlebars.create();
  private readonly compiled = new Map<string, Render>();

  /**
   * @param facts the fields of the kind; others are not looked at, optional ones may be missing
   * @returns HTML of the small set papers are written in, every fact escaped; of a kind without elements, plain text
   * @throws Error when a fact that every paper of the kind has was not given
   */
  render(kind: WordingKind, source: string, facts: WordingFacts): string {
    const view = Object.create(null) as Record<string, string>;
    for (const { name, required } of WORDING_FIELDS[kind]) {
      const value = Object.hasOwn(facts, name) ? (facts[name] ?? '') : '';
      if (required && value === '') throw new Error(`${kind} needs the fact "${name}"`);
      view[name] = value;
    }
    const { format } = rulesOf(kind);
    const text = tidy(this.template(source, format === 'text')(view)).trim();
    // What was missing leaves no empty line behind.
    return format === 'text' ? text.replace(/[^\S\n]+/g, ' ') : text.replace(/<p>\s*<\/p>\s*/g, '').trim();
  }

  private template(source: string, noEscape: boolean): Render {
    const key = `${noEscape ? 'text' : 'html'} ${source}`;
    const known = this.compiled.get(key);
    if (known) return known;
    if (this.compiled.size >= KEPT) this.compiled.clear();
    const options = { strict: true, knownHelpersOnly: true, knownHelpers: { if: true, unless: true }, noEscape };
    const made: Render = this.engine.compile(source, options);
    this.compiled.set(key, made);
    return made;
  }
}

/** Invented facts of one form, to look at a wording before anybody is handed it. */
export function sampleFacts(kind: WordingKind, sample: Sample): WordingFacts {
  const value = (field: WordingField): string => {
    if (sample === 'least') return field.required ? field.usual : '';
    return field[sample];
  };
  return Object.fromEntries(WORDING_FIELDS[kind].map((field) => [field.name, value(field)]));
}
