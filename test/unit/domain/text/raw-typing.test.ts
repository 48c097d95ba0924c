import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { foldVietnamese } from '../../../../src/domain/text/fold.js';
import { foldTelex, foldVni } from '../../../../src/domain/text/raw-typing.js';
import { nameWords, soughtWords } from '../../../../src/domain/text/search-words.js';

/** How a letter with a mark is typed: Telex, VNI. */
const MARKED: Readonly<Record<string, readonly [telex: string, vni: string]>> = {
  ă: ['aw', 'a8'],
  â: ['aa', 'a6'],
  ê: ['ee', 'e6'],
  ô: ['oo', 'o6'],
  ơ: ['ow', 'o7'],
  ư: ['uw', 'u7'],
  đ: ['dd', 'd9'],
};
/** Combining tone → its key: Telex, VNI. */
const TONES: Readonly<Record<string, readonly [telex: string, vni: string]>> = {
  '\u0301': ['s', '1'],
  '\u0300': ['f', '2'],
  '\u0309': ['r', '3'],
  '\u0303': ['x', '4'],
  '\u0323': ['j', '5'],
};

interface Typing {
  readonly keyboard: 0 | 1;
  /** the tone after its vowel, or at the end of the word */
  readonly toneLast: boolean;
  /** marks of letters after the letter, or at the end of the word as Unikey allows */
  readonly marksLast: boolean;
}

/** What the keys were when nothing changed them. */
function typed(word: string, { keyboard, toneLast, marksLast }: Typing): string {
  let keys = '';
  let tone = '';
  let marks = '';
  for (const letter of word.normalize('NFC').toLowerCase()) {
    const parts = [...letter.normalize('NFD')];
    const toneMark = parts.find((part) => part in TONES);
    const bare = parts
      .filter((part) => !(part in TONES))
      .join('')
      .normalize('NFC');
    const keysOf = MARKED[bare]?.[keyboard] ?? bare;
    keys += marksLast ? keysOf.slice(0, 1) : keysOf;
    if (marksLast && !marks.includes(keysOf.slice(1))) marks += keysOf.slice(1);
    const toneKey = toneMark === undefined ? '' : (TONES[toneMark]?.[keyboard] ?? '');
    if (toneLast) tone += toneKey;
    else keys += toneKey;
  }
  return keys + marks + tone;
}

const INITIALS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');
const RIMES = (
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ' +
  'ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oan oang oanh ' +
  'oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân ' +
  'uâng uât uây uc uê uênh ui um un ung uô uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyu ư ưa ưc ưi ưng ' +
  'ươ ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu'
).split(' ');

/** A syllable as Vietnamese builds them, with any tone on its last vowel but a final half vowel. */
const syllable = fc
  .tuple(fc.constantFrom('', ...INITIALS), fc.constantFrom(...RIMES), fc.constantFrom('', ...Object.keys(TONES)))
  .map(([initial, rime, tone]) => {
    const vowels = [...rime].findLastIndex((letter) => /[aeiouyăâêôơư]/u.test(letter) && /[ăâêôơư]/u.test(letter));
    const at = vowels >= 0 ? vowels : [...rime].findIndex((letter) => /[aeiouy]/.test(letter));
    const letters = [...rime];
    return (initial + letters.slice(0, at + 1).join('') + tone + letters.slice(at + 1).join('')).normalize('NFC');
  });

const typing = (keyboard: 0 | 1): fc.Arbitrary<Typing> =>
  fc.record({ keyboard: fc.constant(keyboard), toneLast: fc.boolean(), marksLast: fc.boolean() });

describe('words typed while the keyboard changed nothing', () => {
  test.each([
    ['nguyeexn', 'nguyen'],
    ['nguyenex', 'nguyen'],
    ['nguyeen', 'nguyen'],
    ['nguyee', 'nguye'],
    ['chuwngs', 'chung'],
    ['chuw', 'chu'],
    ['thuwcj', 'thuc'],
    ['ddaats', 'dat'],
    ['datd', 'dat'],
    ['dduwowngf', 'duong'],
    ['thuongw', 'thuong'],
    ['nhwng', 'nhung'],
    ['tw', 'tu'],
    ['giaays', 'giay'],
    ['quoocs', 'quoc'],
    ['ngoeo', 'ngoeo'],
    ['trinhj', 'trinh'],
    ['xuaan', 'xuan'],
    ['soon', 'son'],
  ])('%s is %s', (keys, meant) => {
    expect(foldTelex(keys)).toBe(meant);
  });

  it('mean what the word means, in Telex, wherever tones and marks are typed', () => {
    fc.assert(
      fc.property(syllable, typing(0), (word, how) => {
        expect(foldTelex(typed(word, how))).toBe(foldVietnamese(word));
      }),
      { numRuns: 3_000 },
    );
  });

  it('mean what the word means, in VNI', () => {
    fc.assert(
      fc.property(syllable, typing(1), (word, how) => {
        expect(foldVni(typed(word, how))).toBe(foldVietnamese(word));
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not touch a Vietnamese word that was typed without any mark', () => {
    fc.assert(
      fc.property(syllable, (word) => {
        const bare = foldVietnamese(word);
        expect(foldTelex(bare)).toBe(bare);
        expect(foldVni(bare)).toBe(bare);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('words that are looked for', () => {
  test.each([
    ['Nguyễn Văn Ẩn', [['nguyen'], ['van'], ['an']]],
    [
      '  nguyeexn  vawn ',
      [
        ['nguyeexn', 'nguyen'],
        ['vawn', 'van'],
      ],
    ],
    [
      'chu7ng1 thu75c',
      [
        ['chu7ng1', 'chung'],
        ['thu75c', 'thuc'],
      ],
    ],
    ['H’Bia', [['h'], ['bia']]],
    ['%', []],
    ['a a A', [['a']]],
  ] as const)('of %s', (text, readings) => {
    expect(soughtWords(text).map((word) => word.readings)).toEqual(readings);
  });

  it('are also looked for as they stand, though they could be Telex', () => {
    expect(soughtWords('Tuyen Maas').map(({ readings }) => readings)).toEqual([['tuyen'], ['maas', 'ma']]);
    expect(soughtWords('Carlos').flatMap(({ readings }) => readings)).toEqual(['carlos']);
  });

  it('are found by their beginning when they are the last, from the second letter on', () => {
    expect(soughtWords('van a').map(({ begins }) => begins)).toEqual([false, false]);
    expect(soughtWords('van an').map(({ begins }) => begins)).toEqual([false, true]);
  });

  it('are bounded, and so is what a name is found by', () => {
    const long = Array.from({ length: 100 }, (_, i) => `${'x'.repeat(60)}${String(i)} w${String(i)}`).join(' ');
    expect(soughtWords(long)).toHaveLength(8);
    const words = nameWords([long]);
    expect(words).toHaveLength(24);
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(40);
  });

  it('are the same however a name is written', () => {
    const forms = [
      'NGUYỄN VĂN ẨN',
      'Nguyễn Văn Ẩn'.normalize('NFD'),
      'nguyen van an',
      'Nguyễn  Văn-Ẩn',
      'nguyễn văn ẩn, Nguyễn',
    ];
    for (const form of forms) expect(nameWords([form])).toEqual(['nguyen', 'van', 'an']);
    expect(nameWords(['Ðặng Đức', 'đặng'])).toEqual(['dang', 'duc']);
  });
});
