import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isDoubtfulName, mayBeNamed, readCitizenCard } from '../../../../src/domain/text/citizen-card.js';
import { isVietnameseSyllable } from '../../../../src/domain/text/syllable.js';

const REST = '01021990|Nam|Khu phố Long Hải, phường Xuân Phú, Sông Cầu, Phú Yên|15062021';
const card = (name: string, rest = REST): string => `054090001234|220123456|${name}|${rest}`;

test('a citizen card says who somebody is', () => {
  expect(readCitizenCard(card('Nguyễn Văn Ẩn'))).toEqual({
    idNumber: '054090001234',
    oldNumber: '220123456',
    name: 'Nguyễn Văn Ẩn',
    birthDay: '1990-02-01',
    address: 'Khu phố Long Hải, phường Xuân Phú, Sông Cầu, Phú Yên',
    nameDoubtful: false,
    addressDoubtful: false,
  });
});

test.each([
  ['without an older number', '054090001234||Lê Thị Cúc|01021990|Nữ|Xuân Phú|15062021', 'Lê Thị Cúc'],
  ['with the fields that later cards append', `${card('Lê Thị Cúc')}|Lê Văn A|Trần Thị B`, 'Lê Thị Cúc'],
  ['in capitals', card('TRẦN THỊ BÌNH'), 'Trần Thị Bình'],
  ['in the other form of Unicode', card('Nguyễn Văn Ẩn').normalize('NFD'), 'Nguyễn Văn Ẩn'],
  ['with a line end and spaces of the reader', `  ${card('Lê  Thị Cúc')}\r`, 'Lê Thị Cúc'],
])('reads a card %s', (_, text, name) => {
  expect(readCitizenCard(text)).toMatchObject({ name, nameDoubtful: false });
});

test.each([
  ['nothing', ''],
  ['a number alone', '054090001234'],
  ['a dossier', 'H45.20-230511-0001'],
  ['a short number', card('Lê Thị Cúc').slice(1)],
  ['letters in the number', card('Lê Thị Cúc').replace('0540', 'O54O')],
  ['an older number of another length', card('Lê Thị Cúc').replace('220123456', '22012345')],
  ['no name', card('')],
  ['digits for a name', card('123')],
  ['a birthday that is none', card('Lê Thị Cúc', REST.replace('01021990', '31021990'))],
  ['a day of issue that is none', card('Lê Thị Cúc', REST.replace('15062021', '1506'))],
  ['too few fields', '054090001234|220123456|Lê Thị Cúc|01021990'],
  ['too much', card('Lê '.repeat(300))],
])('%s is no card', (_, text) => {
  expect(readCitizenCard(text)).toBeNull();
});

test('any text is read or refused, and a number that is read is whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const read = readCitizenCard(text);
      return read === null || /^\d{12}$/.test(read.idNumber);
    }),
  );
});

describe('names as they are', () => {
  test.each([
    ...['Nguyễn Văn Ẩn', 'Huỳnh Thị Nga', 'Trịnh Văn Ổn', 'Phan Thị Phượng', 'Lý Văn Quân', 'Đỗ Minh Đức'],
    ...['Ngô Quốc Quyền', 'Võ Thị Thuỳ Duyên', 'Đoàn Khuê', 'Nghiêm Xuân Giáp', 'Bùi Thị Oanh Yến', 'Vũ Gia Bảo'],
    ...['Hồ Quỳnh Hương', 'Mai Thị Uyên', 'Tô Văn Vinh', 'Dương Thị Xuân', 'Lê Hoà Ngoạn', 'Kiều Thị Nguyệt'],
    ...['Giáp Văn Thoại', 'Cao Xuân Khoát', 'Đặng Thuở', 'Phùng Khắc Khoan', 'Hứa Giềng', 'Âu Dương Kiệt'],
  ])('%s is believed', (name) => {
    expect(isDoubtfulName(name)).toBe(false);
    expect(isDoubtfulName(name.toUpperCase())).toBe(false);
  });

  test.each([
    ['letters dropped', 'NGUYN VN N'],
    ['letters dropped from one word', 'Hunh Thị Nga'],
    ['all accents lost', 'Nguyen Van An'],
    ['a real name without accents too', 'Cao Anh Hoa'],
    ['the accent of one word lost', 'Ngô Quoc Quyền'],
    ['the vowel of one word lost', 'Nguyen Văn Ẩn'],
    ['raw Telex', 'Nguyeenx Vawn Aanr'],
    ['raw Telex after one good word', 'Lê Thij Cúc'],
    ['rewritten by the keyboard', 'NGUƯN ƯĂNG'],
    ['a name of another people', 'Y Wôn Niê'],
    ['signs', 'Lê Thị ?c'],
  ])('%s: %s', (_, name) => {
    expect(isDoubtfulName(name)).toBe(true);
  });

  it('an address is looked at like its name, with room for abbreviations', () => {
    const read = (name: string, address: string) =>
      readCitizenCard(card(name, `01021990|Nam|${address}|15062021`))?.addressDoubtful;
    expect(read('Lê Thị Cúc', 'Tổ 3, KP. Phước Lý, TX. Sông Cầu')).toBe(false);
    expect(read('Lê Thị Cúc', 'Krông Pắk, Đắk Lắk')).toBe(false);
    expect(read('Lê Thị Cúc', 'Khu ph Long Hi, phng Xuân Phú')).toBe(true);
    expect(read('Lê Thị Cúc', 'Long Hai, Xuan Phu')).toBe(true);
    expect(read('L Th Cc', 'Xuân Phú')).toBe(true);
    expect(read('Lê Thị Cúc', '')).toBe(false);
  });
});

test.each([
  ['NGUYN VN N', 'Nguyễn Văn Ẩn', true],
  ['Nguyen Van An', 'Nguyễn Văn Ẩn', true],
  ['Nguyeenx Vawn Aanr', 'Nguyễn Văn Ẩn', true],
  ['Hunh Th Nga', 'Huỳnh Thị Nga', true],
  ['Minh c', 'Đỗ Minh Đức', true],
  ['Nguyễn Văn Ẩn', 'Nguyễn Văn Ẩn', true],
  ['TRN TH BNH', 'Nguyễn Văn Ẩn', false],
  ['Lê Thị Cúc', 'Lê Thị Hoa', false],
  ['Lê Thị Cúc Hoa', 'Lê Thị Cúc', false],
])('%s may be what is left of %s: %s', (damaged, whole, may) => {
  expect(mayBeNamed(damaged, whole)).toBe(may);
});

test.each(['Quýt', 'gì', 'giếng', 'giữa', 'ươm', 'khuỷu', 'nghiêng', 'xoong'])('%s is a word', (word) => {
  expect(isVietnameseSyllable(word)).toBe(true);
});
test.each(['', 'ng', 'quoc', 'ngx', 'loof', 'wa', 'aa', 'mat', 'ghz', 'tuyp'])('%s is none', (word) => {
  expect(isVietnameseSyllable(word)).toBe(false);
});
