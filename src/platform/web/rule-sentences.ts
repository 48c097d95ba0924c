import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesRoot } from '../templates/project-root.js';

/** A sentence of a rule with its blanks, as a pattern. */
interface Shape {
  readonly pattern: RegExp;
  readonly english: string;
}

const BLANK = /\{\{(\w+)\}\}/g;

let known: { readonly plain: ReadonlyMap<string, string>; readonly shapes: readonly Shape[] } | null = null;

/**
 * Rules say in Vietnamese what is wrong with a field, because they are rules of this country; the sentence itself is the
 * key to its English (`templates/locales/sentences.json`, blanks are `{{name}}`). What has no English comes back as it is.
 */
export function inEnglish(sentence: string): string {
  known ??= load();
  const plain = known.plain.get(sentence);
  if (plain !== undefined) return plain;
  for (const { pattern, english } of known.shapes) {
    const blanks = pattern.exec(sentence)?.groups;
    if (blanks) return english.replace(BLANK, (_, name: string) => blanks[name] ?? '');
  }
  return sentence;
}

function load(): NonNullable<typeof known> {
  const text = readFileSync(join(templatesRoot, 'locales', 'sentences.json'), 'utf8');
  const all = Object.entries(JSON.parse(text) as Record<string, string>);
  const shaped = all.filter(([vietnamese]) => vietnamese.includes('{{'));
  return {
    plain: new Map(all.filter(([vietnamese]) => !vietnamese.includes('{{'))),
    shapes: shaped.map(([vietnamese, english]) => ({ pattern: patternOf(vietnamese), english })),
  };
}

function patternOf(sentence: string): RegExp {
  const parts = sentence.split(BLANK);
  const escaped = parts.map((part, i) =>
    i % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[.*+?^$()[\]\\|{}]/g, '\\$&'),
  );
  return new RegExp(`^${escaped.join('')}$`, 'su');
}
