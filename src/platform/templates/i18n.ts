import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import { templatesRoot } from './project-root.js';

/** Vietnamese first, English complete; letters and forms exist in Vietnamese only. */
export const LOCALES = ['vi', 'en'] as const;

export type Locale = (typeof LOCALES)[number];

export type Words = Readonly<Record<string, string | number>>;

/** Gives the words of one language. Views format everything through it, so a view never asks which language it speaks. */
export interface Translator {
  readonly locale: Locale;
  /**
   * @param key flat key of a file in templates/locales/<locale>; with `count`, its plural form is chosen
   * @throws Error when the key, or a variable its text asks for, is missing: a hole in a sentence is a defect
   */
  (key: string, words?: Words): string;
}

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

/**
 * @returns the flat key-to-text table of a language: the files of templates/locales/<locale>, one a room, taken together
 * @throws Error when two rooms word the same key
 */
export function readLocale(locale: Locale): Record<string, string> {
  const folder = join(templatesRoot, 'locales', locale);
  const words: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    const room = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(room)) {
      if (key in words) throw new Error(`"${key}" stands twice in ${folder}`);
      words[key] = text;
    }
  }
  return words;
}

const translators = new Map<Locale, Translator>();

export function translator(locale: Locale): Translator {
  const known = translators.get(locale);
  if (known) return known;
  const words = readLocale(locale);
  const engine = load(locale, words);
  // Most of a page is words that never vary: asking the engine for each would cost more than the page itself.
  const fixed = new Map(Object.entries(words).filter(([, text]) => !/\{\{|\$t\(/.test(text)));
  const speak = (key: string, given?: Words): string =>
    (given?.['count'] === undefined ? fixed.get(key) : undefined) ?? engine(key, given ?? {});
  const made = Object.assign(speak, { locale });
  translators.set(locale, made);
  return made;
}

function load(locale: Locale, words: Record<string, string>): TFunction {
  const engine = createInstance();
  void engine.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    resources: { [locale]: { translation: words } },
    keySeparator: false,
    nsSeparator: false,
    // Handlebars escapes whatever a helper returns; doing it twice would show &amp;amp;.
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      throw new Error(`no word for "${key}" in ${locale}`);
    },
    missingInterpolationHandler: (text) => {
      throw new Error(`"${text}" lacks a variable in ${locale}`);
    },
  });
  return engine.getFixedT(locale);
}
