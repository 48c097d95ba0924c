/**
 * What a mark is written in: no vowel, no D and no W, so that neither Telex nor VNI rewrites what somebody types from
 * the paper; none of I, L, O and U, which are misread.
 */
export const MARK_ALPHABET = '0123456789BCFGHJKMNPQRSTVXZ';

/** 27^18 is about 86 bits: nobody finds a letter by trying. */
export const MARK_LENGTH = 18;

const GROUP = 6;
const WHOLE = new RegExp(`^[${MARK_ALPHABET}]{${String(MARK_LENGTH)}}$`);

/** The page that tells a genuine letter from another one: what stands in its QR code. */
export function checkAddress(publicUrl: string, mark: string): string {
  return `${publicUrl}/thu/${mark}`;
}

/**
 * The mark in what somebody typed or a scanner read: a whole address, or the mark with gaps, dashes and small letters.
 *
 * @returns null when it holds none
 */
export function readMark(text: string): string | null {
  const tail = /\/thu\/([^/?#\s]+)/i.exec(text)?.[1] ?? text;
  const mark = tail.replace(/[\s.–-]/g, '').toUpperCase();
  return WHOLE.test(mark) ? mark : null;
}

/** In three groups, as it is printed and read out. */
export function spacedMark(mark: string): string {
  return (mark.match(new RegExp(`.{1,${String(GROUP)}}`, 'g')) ?? []).join(' ');
}
