import type { ContactChannel, Party, Submitter } from '../domain/dossier/party.js';
import { foldVietnamese } from '../domain/text/fold.js';
import type { Random } from './random.js';

/** Common names, put together by chance: whoever bears one of them is not meant. */
const FAMILY: readonly (readonly [string, number])[] = [
  ['Nguyễn', 36],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Huỳnh', 6],
  ['Võ', 5],
  ['Phan', 4],
  ['Đặng', 4],
  ['Bùi', 3],
  ['Đỗ', 3],
  ['Hồ', 3],
  ['Ngô', 2],
  ['Dương', 2],
  ['Lý', 1],
  ['Đoàn', 1],
  ['Trương', 2],
  ['Mai', 1],
];
const MEN = {
  middle: ['Văn', 'Hữu', 'Đức', 'Minh', 'Quốc', 'Ngọc', 'Thanh', 'Công', 'Xuân', 'Đình'],
  given: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đạt',
    'Hải',
    'Hòa',
    'Hùng',
    'Khánh',
    'Lâm',
    'Long',
    'Nam',
    'Phúc',
    'Quang',
  ].concat(['Sơn', 'Tài', 'Thắng', 'Thịnh', 'Toàn', 'Trí', 'Tuấn', 'Việt', 'Vinh', 'Ý']),
};
const WOMEN = {
  middle: ['Thị', 'Thị Ngọc', 'Thị Thanh', 'Thị Mỹ', 'Ngọc', 'Thị Kim', 'Thị Hồng', 'Thị Bích'],
  given: [
    'Ái',
    'Bích',
    'Chi',
    'Dung',
    'Diễm',
    'Hà',
    'Hạnh',
    'Hiền',
    'Hoa',
    'Hương',
    'Lan',
    'Liên',
    'Linh',
    'Loan',
  ].concat(['Mai', 'Nga', 'Nhung', 'Phượng', 'Quyên', 'Thảo', 'Thủy', 'Trang', 'Tuyết', 'Vân', 'Yến']),
};
const COMPANIES = ['Xây dựng', 'Thủy sản', 'Thương mại', 'Dịch vụ Du lịch', 'Vận tải', 'Nông nghiệp'];

/** Where people of a ward or commune live, in words that name no house. */
export interface Place {
  /** e.g. `phường Xuân Phú` */
  readonly name: string;
  readonly isWard: boolean;
}

export function personName(random: Random): string {
  const { middle, given } = random.chance(0.5) ? MEN : WOMEN;
  return `${random.weighted(FAMILY)} ${random.pick(middle)} ${random.pick(given)}`;
}

/**
 * Somebody who never lived: the identity number begins with 000, which no province has; the telephone is one of a
 * thousand of one made-up series; mail goes to a name kept for examples.
 */
export function inventedParty(
  random: Random,
  place: Place,
  { organisationShare, mustHaveMail }: { readonly organisationShare: number; readonly mustHaveMail: boolean },
): Party {
  const name = personName(random);
  const organisation = random.chance(organisationShare);
  const reachable = !random.chance(0.05) || mustHaveMail;
  const phone = reachable && random.chance(0.93 / 0.95) ? `0900000${digits(random, 3)}` : null;
  const email = reachable && (phone === null || random.chance(0.095) || mustHaveMail) ? mailOf(random, name) : null;
  const zalo = phone !== null && random.chance(0.8);
  const contactBy: ContactChannel[] = [];
  if (email !== null) contactBy.push('email');
  if (zalo) contactBy.push('zalo');
  else if (phone !== null) contactBy.push('sms');
  if (contactBy.length === 0) contactBy.push('desk');
  return {
    kind: organisation ? 'organisation' : 'person',
    name: organisation ? `Công ty TNHH ${random.pick(COMPANIES)} Minh Họa ${digits(random, 2)}` : name,
    idNumber: organisation ? null : `000${digits(random, 9)}`,
    address: addressIn(random, place),
    phone,
    email,
    contactBy,
    taxCode: null,
    representative: organisation ? name : null,
    contactName: organisation ? name : null,
  };
}

/** One in sixteen sends somebody with a written authorisation. */
export function inventedSubmitter(random: Random): Submitter | null {
  if (!random.chance(1 / 16)) return null;
  return { name: personName(random), phone: `0900000${digits(random, 3)}`, authorisation: true };
}

/** A plot that stands on no map: sheets of the town have lower numbers. */
export function inventedPlot(random: Random, { name }: Place): string {
  return `Thửa đất số ${random.between(1, 999)}, tờ bản đồ số ${random.between(901, 999)}, ${name}`;
}

function addressIn(random: Random, { name, isWard }: Place): string {
  return `${isWard ? 'Khu phố' : 'Thôn'} ${random.between(1, 6)}, ${name}, thị xã Sông Cầu, tỉnh Phú Yên`;
}

function mailOf(random: Random, name: string): string {
  const words = foldVietnamese(name).split(' ');
  return `${words.at(-1) ?? 'ten'}.${words[0] ?? 'ho'}${digits(random, 3)}@example.vn`;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.between(0, 9)).join('');
}
