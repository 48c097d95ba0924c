import type { Actor, Role } from '../domain/accounts/roles.js';
import type { Unit } from '../units/unit.js';
import { personName } from './people.js';
import { Random } from './random.js';
import { TOWN } from './town.js';

/** Everybody's password in the demo. It is printed at every start: nothing in the demo is secret. */
export const DEMO_PASSWORD = 'dung-hen-2023';

/** The agencies of the town that have people in the demo, by the beginning of their usernames. */
const AGENCIES: readonly (readonly [code: string, prefix: string])[] = [
  ['H45.20.03', 'tuphap'],
  ['H45.20.04', 'tckh'],
  ['H45.20.05', 'qldt'],
  ['H45.20.06', 'kinhte'],
  ['H45.20.07', 'tnmt'],
  ['H45.20.08', 'ldtbxh'],
  ['H45.20.13', 'vpdk'],
];

const COMMUNES: readonly (readonly [code: string, prefix: string])[] = [
  ['H45.20.21', 'xuanphu'],
  ['H45.20.22', 'xuanthanh'],
  ['H45.20.23', 'xuanyen'],
  ['H45.20.24', 'xuandai'],
  ['H45.20.25', 'xuanlam'],
  ['H45.20.26', 'xuanhai'],
  ['H45.20.27', 'xuanloc'],
  ['H45.20.28', 'xuanbinh'],
  ['H45.20.29', 'xuancanh'],
  ['H45.20.30', 'xuanthinh'],
  ['H45.20.31', 'xuanphuong'],
  ['H45.20.32', 'xuantho1'],
  ['H45.20.33', 'xuantho2'],
];

const AT_TOWN: readonly (readonly [username: string, roles: readonly Role[]])[] = [
  ['motcua', ['receiver']],
  ['motcua2', ['receiver']],
  ['traketqua', ['returner', 'cashier']],
  ['truong.motcua', ['desk_head']],
  ['chutich', ['leader']],
  ['vanthu', ['clerk']],
  ['theodoi', ['monitor']],
  ['quantri', ['admin']],
];
const AT_AGENCY: readonly (readonly [username: string, roles: readonly Role[]])[] = [
  ['chuyenvien', ['specialist']],
  ['lanhdao', ['division_head', 'leader']],
  ['vanthu', ['clerk']],
];
const AT_COMMUNE: readonly (readonly [username: string, roles: readonly Role[]])[] = [
  ['motcua', ['receiver', 'returner', 'cashier']],
  ['chuyenmon', ['specialist']],
  ['chutich', ['leader']],
  ['vanthu', ['clerk', 'desk_head']],
];

/** Whoever works in the demo, with invented names; who does what where. */
export class Staff {
  readonly people: readonly Actor[];
  private readonly byUnit = new Map<string, Actor[]>();

  constructor(seed: number) {
    const random = new Random(seed).branch('staff');
    this.people = [
      ...AT_TOWN.map(([username, roles]) => ({ username, unitCode: TOWN, roles })),
      ...AGENCIES.flatMap(([code, prefix]) => posts(code, prefix, AT_AGENCY)),
      ...COMMUNES.flatMap(([code, prefix]) => posts(code, prefix, AT_COMMUNE)),
    ].map((post) => ({ ...post, fullName: personName(random) }));
    for (const person of this.people) {
      this.byUnit.set(person.unitCode, [...(this.byUnit.get(person.unitCode) ?? []), person]);
    }
  }

  /** @param n which of them, where there are several @throws RangeError when the unit has nobody of the role */
  one(unitCode: string, role: Role, n = 0): Actor {
    const able = (this.byUnit.get(unitCode) ?? []).filter(({ roles }) => roles.includes(role));
    const person = able[n % Math.max(1, able.length)];
    if (!person) throw new RangeError(`${unitCode} has no ${role} in the demo`);
    return person;
  }

  /** Who signs for the unit, for its papers; an invented name where nobody works in the demo. */
  signerName({ code }: Pick<Unit, 'code'>): string {
    const head = (this.byUnit.get(code) ?? []).find(({ roles }) => roles.includes('leader'));
    return head?.fullName ?? personName(new Random(Number(code.replace(/\D/g, ''))).branch('signer'));
  }
}

function posts(
  unitCode: string,
  prefix: string,
  list: readonly (readonly [string, readonly Role[]])[],
): { username: string; unitCode: string; roles: readonly Role[] }[] {
  return list.map(([name, roles]) => ({ username: `${prefix}.${name}`, unitCode, roles }));
}

/** The ones printed at the start; the others follow the same pattern. */
export const SHOWN_USERNAMES: readonly (readonly [username: string, does: string])[] = [
  ['motcua', 'tiếp nhận hồ sơ, Bộ phận Một cửa thị xã'],
  ['traketqua', 'trả kết quả, thu phí, Bộ phận Một cửa thị xã'],
  ['truong.motcua', 'Trưởng Bộ phận Một cửa thị xã'],
  ['vpdk.chuyenvien', 'chuyên viên Chi nhánh VPĐK đất đai'],
  ['vpdk.lanhdao', 'Giám đốc Chi nhánh, ký thư xin lỗi'],
  ['vpdk.vanthu', 'văn thư Chi nhánh, lấy số, phát hành'],
  ['qldt.chuyenvien', 'chuyên viên Phòng Quản lý đô thị'],
  ['qldt.lanhdao', 'Trưởng phòng Quản lý đô thị'],
  ['xuanphu.motcua', 'tiếp nhận và trả kết quả, phường Xuân Phú'],
  ['xuanphu.chutich', 'Chủ tịch UBND phường Xuân Phú'],
  ['xuandai.motcua', 'tiếp nhận và trả kết quả, phường Xuân Đài'],
  ['xuantho1.motcua', 'tiếp nhận và trả kết quả, xã Xuân Thọ 1'],
  ['chutich', 'Chủ tịch UBND thị xã'],
  ['vanthu', 'văn thư UBND thị xã'],
  ['theodoi', 'theo dõi, báo cáo'],
  ['quantri', 'quản trị tài khoản, danh mục'],
];
