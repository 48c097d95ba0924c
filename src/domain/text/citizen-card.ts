import { isPlainDate, type PlainDate } from '../time/plain-date.js';
import { foldVietnamese } from './fold.js';
import { foldTelex } from './raw-typing.js';
import { hasAccents, isVietnameseSyllable } from './syllable.js';

/** What the QR of a citizen card says. */
export interface CitizenCard {
  readonly idNumber: string;
  readonly oldNumber: string | null;
  readonly name: string;
  readonly birthDay: PlainDate;
  readonly address: string | null;
  /** the name cannot be taken as it came: it lost its accents, or a keyboard rewrote it */
  readonly nameDoubtful: boolean;
  readonly addressDoubtful: boolean;
}

const FIELDS = 7;
const MAX_LENGTH = 600;

/**
 * Reads `id|old id or empty|name|birth ddMMyyyy|sex|address|issued ddMMyyyy`, as a reader types it. Digits come through
 * whatever a Vietnamese keyboard does to letters; letters do not, so a name and an address say whether they may be
 * believed. Later issues of the card append fields: they are left alone.
 *
 * @returns null when this is no citizen card
 * Source: the cards' QR as printed since 2021; desk.md 1(i).
 */
export function readCitizenCard(text: string): CitizenCard | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = text
    .normalize('NFC')
    .split('|')
    .map((part) => part.replace(/\s+/g, ' ').trim());
  const [idNumber = '', oldNumber = '', name = '', birth = '', , address = '', issued = ''] = parts;
  if (parts.length < FIELDS || !/^\d{12}$/.test(idNumber) || !/^(?:\d{9}|\d{12})?$/.test(oldNumber)) return null;
  const birthDay = dayOf(birth);
  if (birthDay === null || dayOf(issued) === null || !/\p{L}/u.test(name)) return null;
  const nameDoubtful = isDoubtfulName(name);
  return {
    idNumber,
    oldNumber: oldNumber === '' ? null : oldNumber,
    name: inNameCase(name),
    birthDay,
    address: address === '' ? null : address,
    nameDoubtful,
    addressDoubtful: address !== '' && (nameDoubtful || isDoubtfulAddress(address)),
  };
}

/**
 * A name that must be looked at before it is believed: without any accent, or with a word that Vietnamese does not
 * write. Names of other peoples (`Y Wôn Niê`) are looked at too; nothing is refused.
 */
export function isDoubtfulName(name: string): boolean {
  const words = name.split(' ').filter((word) => word !== '');
  return !hasAccents(name) || words.some((word) => !isVietnameseSyllable(word));
}

/** Abbreviations, numbers and names of other peoples are usual there: a word is looked at when it is small and bare. */
function isDoubtfulAddress(address: string): boolean {
  const bare = (address.match(/\p{L}+/gu) ?? []).filter((word) => word !== word.toUpperCase() && !hasAccents(word));
  return !hasAccents(address) || bare.some((word) => !isVietnameseSyllable(word));
}

/**
 * Could the damaged name have been this one? Word by word, what arrived must be left of the letters of the whole one:
 * `NGUYN VN N` of `Nguyễn Văn Ân`, `Nguyeenx Vawn Aan` too. The number is the same already: this only guards against
 * a card lent to somebody else.
 *
 * @param whole the name as it was registered before
 */
export function mayBeNamed(damaged: string, whole: string): boolean {
  const [left, right] = [damaged, whole].map((name) => foldVietnamese(name).split(' '));
  if (!left || !right || left.length > right.length) return false;
  const unmatched = [...right];
  return left.every((word) => {
    const at = unmatched.findIndex((other) => isLeftOf(word, other) || isLeftOf(foldTelex(word), other));
    return unmatched.splice(0, at + 1).length > 0 && at >= 0;
  });
}

/** Are the letters of `part` among those of `word`, in their order? */
function isLeftOf(part: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === part[at]) at += 1;
  return at === part.length;
}

/** Cards print names as people write them; older readers send capitals. */
function inNameCase(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function dayOf(digits: string): PlainDate | null {
  const [, dd = '', mm = '', yyyy = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(digits) ?? [];
  const text = `${yyyy}-${mm}-${dd}`;
  return isPlainDate(text) ? text : null;
}
