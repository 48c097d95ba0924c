/** Marks of tone, apart from the marks that make another vowel (ê, ơ, ă). */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ONSETS = 'ngh ng gh gi qu ch kh nh ph th tr b c d đ g h k l m n p r s t v x'.split(' ');

/** What may follow the first consonants, with the vowels' own marks and without tones. */
const RIMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
    'o oc oi om on ong op ot oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ' +
    'u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ ' +
    'uy uya uych uynh uyt uyu uyên uyêt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ' +
    'y yêm yên yêng yêt yêu ynh yt'
  ).split(' '),
);
/** A rime that ends in a stop carries a rising or a heavy tone, always. */
const STOPPED = /(?:c|ch|p|t)$/;
const STOPPED_TONE = /[\u0301\u0323]/;

/**
 * Could this be a Vietnamese word as it is written, accents and all? `Huỳnh` and `Yến` could; `NGUYN` (a reader
 * dropped a letter), `Nguyen`, `Quoc` (it dropped accents) and `Nguyeenx` could not. `Hong` could, though it may have
 * been `Hồng`: one word alone proves nothing good.
 *
 * @param word letters only, any case
 */
export function isVietnameseSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  const plain = parts.replace(TONES, '').normalize('NFC');
  const stoppedWell = !STOPPED.test(plain) || STOPPED_TONE.test(parts);
  return stoppedWell && ['', ...ONSETS].some((onset) => plain.startsWith(onset) && RIMES.has(rimeOf(plain, onset)));
}

/** The i of `gi` is a vowel too where no other follows: `Gì`, `Giếng`. */
function rimeOf(plain: string, onset: string): string {
  const rest = plain.slice(onset.length);
  return onset === 'gi' && (rest === '' || rest.startsWith('ê')) ? `i${rest}` : rest;
}

/** Does the text hold any letter that only Vietnamese writes? */
export function hasAccents(text: string): boolean {
  return /[\p{Mn}đ]/u.test(text.toLowerCase().normalize('NFD'));
}
