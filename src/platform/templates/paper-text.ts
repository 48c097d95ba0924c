/**
 * Characters that print nothing and can change how the rest reads: controls, text-direction marks and overrides,
 * zero-width and soft hyphens, byte-order marks, tags, lone surrogates, noncharacters.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- controls are what is removed
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\p{Cs}]/gu;
const LINE_SEPARATORS = /[\u0085\u2028\u2029]/g;
const SPACES = /[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/g;
const FIXED_SPACES = /[\u2007\u202f]/g;

/**
 * Text as paper can carry it: composed (NFC), so that search and copying find what was written, and without characters
 * nobody can see. Works on plain text and on whole HTML: no character of HTML's own is touched.
 */
export function tidy(text: string): string {
  return text
    .replace(LINE_SEPARATORS, ' ')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(FIXED_SPACES, '\u00a0')
    .normalize('NFC');
}
