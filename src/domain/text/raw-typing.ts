/** Letters that are tones in Telex once the vowel stands, `z` taking one away: no Vietnamese syllable ends in them. */
const TELEX_TONES = 'sfrxjz';
const VOWELS = 'aeiouy';

/**
 * A folded word as it was meant by somebody who types Telex while the keyboard does not change it: `nguyeexn`,
 * `nguyenex` and `nguyenx` are `nguyen`, `ddaats` is `dat`, `thuwcj` is `thuc`, `nhwng` is `nhung`. Half a word gives
 * half of what it means. A word that is no Telex may come out harmed: look for both. One with two tones is none.
 *
 * @param word folded
 */
export function foldTelex(word: string): string {
  let meant = '';
  let tones = 0;
  for (const letter of word) {
    const isTone = TELEX_TONES.includes(letter) && hasVowel(meant);
    if (isTone) tones += 1;
    else meant += telexLetter(letter, meant);
  }
  return tones > 1 ? word : meant;
}

function hasVowel(text: string): boolean {
  return [...text].some((each) => VOWELS.includes(each));
}

/** What one more letter adds to what is meant: itself, `u` for a lone `w`, or nothing when it only marks another. */
function telexLetter(letter: string, before: string): string {
  if (letter === 'd') return before === 'd' || (before.startsWith('d') && hasVowel(before)) ? '' : 'd';
  if (letter === 'w') return /[aou]/.test(before) ? '' : 'u';
  return 'aeo'.includes(letter) && marksEarlier(letter, before) ? '' : letter;
}

/** `aa`, `ee`, `oo`, also with other letters between; the second o of `ngoeo` and `ngoao` is a letter of its own. */
function marksEarlier(vowel: string, before: string): boolean {
  return before.includes(vowel) && !(vowel === 'o' && /o[ae]$/.test(before));
}

/**
 * A folded word as it was meant by somebody who types VNI while the keyboard does not change it: `nguye6n4` is
 * `nguyen`, `d9at61` is `dat`.
 *
 * @param word folded
 */
export function foldVni(word: string): string {
  return /^[a-z]+\d/.test(word) ? word.replace(/\d/g, '') : word;
}
