import { foldVietnamese } from './fold.js';
import { foldTelex, foldVni } from './raw-typing.js';

/** A word for which we keep a place in the index: longer ones are cut, and nobody types that many. */
const WORD_MAX = 40;
/** Words of one name that are kept; a company with a longer name is found by these. */
const NAME_WORDS_MAX = 24;
/** Words of one question that are read. */
const QUESTION_WORDS_MAX = 8;

/** One word that was asked for: it is enough that one of its readings is found. */
export interface SoughtWord {
  readonly readings: readonly string[];
  /** the last word, still being typed: what begins like it is found too */
  readonly begins: boolean;
}

/** The different words of names, without accents and case: what a name is found by. */
export function nameWords(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(wordsOf))].slice(0, NAME_WORDS_MAX);
}

/**
 * What somebody looks for, word by word. Each is read as it stands, and as Telex or VNI typed while the keyboard did
 * not change it.
 *
 * @returns empty when the text holds no word
 */
export function soughtWords(text: string): SoughtWord[] {
  const words = [...new Set(wordsOf(text))].slice(0, QUESTION_WORDS_MAX);
  return words.map((word, i) => {
    const last = i === words.length - 1;
    // A single letter begins a third of all names: it is a word of its own (the Ê Đê name Y) or not yet a question.
    return { readings: readingsOf(word), begins: last && word.length > 1 };
  });
}

function readingsOf(word: string): string[] {
  return [...new Set([word, foldTelex(word), foldVni(word)])];
}

function wordsOf(text: string): string[] {
  return (foldVietnamese(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, WORD_MAX));
}
