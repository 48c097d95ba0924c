import type { Role } from '../../src/domain/accounts/roles.js';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import type { Unit, UnitKind } from '../../src/units/unit.js';

/** Everybody's password in tests. */
export const TEST_PASSWORD = 'đúng hẹn từng ngày';

const place = (code: string, parentCode: string | null, kind: UnitKind, name: string, desk: string): Unit => ({
  code,
  parentCode,
  kind,
  name,
  shortName: name,
  place: 'Sông Cầu',
  address: null,
  phone: null,
  hotline: null,
  letterheadSuperior: kind === 'division' ? 'UBND THỊ XÃ SÔNG CẦU' : null,
  letterheadAgency: name.toUpperCase(),
  signerTitle: kind === 'division' ? 'TRƯỞNG PHÒNG' : 'CHỦ TỊCH',
  signerAuthority: kind === 'division' ? null : 'TM. ỦY BAN NHÂN DÂN',
  signerName: null,
  hasDesk: desk === code,
  deskUnitCode: desk,
  certainty: 'U',
  validFrom: '2019-01-01' as PlainDate,
  validTo: null,
});

export const UNITS: readonly Unit[] = [
  place('H45.20', null, 'town', 'UBND thị xã Sông Cầu', 'H45.20'),
  place('H45.20.05', 'H45.20', 'division', 'Phòng Quản lý đô thị', 'H45.20'),
  place('H45.20.21', 'H45.20', 'commune', 'UBND phường Xuân Phú', 'H45.20.21'),
];

export interface Person {
  readonly username: string;
  readonly fullName: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
}

const person = (username: string, fullName: string, unitCode: string, ...roles: Role[]): Person => ({
  username,
  fullName,
  unitCode,
  roles,
});

/** One of each role at the town's desk and its division, and the same desk in little at a ward. */
export const PEOPLE: readonly Person[] = [
  person('receiver', 'Trần Thị Bình', 'H45.20', 'receiver'),
  person('returner', 'Lê Văn Cường', 'H45.20', 'returner'),
  person('cashier', 'Phạm Thị Dung', 'H45.20', 'cashier'),
  person('desk_head', 'Đỗ Minh Đức', 'H45.20', 'desk_head'),
  person('leader', 'Nguyễn Văn Giang', 'H45.20', 'leader'),
  person('clerk', 'Hồ Thị Hà', 'H45.20', 'clerk'),
  person('monitor', 'Võ Thị Kim', 'H45.20', 'monitor'),
  person('admin', 'Bùi Quốc Lâm', 'H45.20', 'admin'),
  person('specialist', 'Đặng Văn Minh', 'H45.20.05', 'specialist'),
  person('specialist2', 'Huỳnh Thị Nga', 'H45.20.05', 'specialist'),
  person('division_head', 'Trịnh Văn Ổn', 'H45.20.05', 'division_head'),
  person('qldt.leader', 'Phan Thị Phượng', 'H45.20.05', 'leader'),
  person('qldt.clerk', 'Lý Văn Quân', 'H45.20.05', 'clerk'),
  person('xp.receiver', 'Ngô Thị Sen', 'H45.20.21', 'receiver', 'returner'),
  person('xp.specialist', 'Cao Văn Tài', 'H45.20.21', 'specialist'),
  person('xp.leader', 'Mai Thị Uyên', 'H45.20.21', 'leader'),
  person('xp.clerk', 'Tô Văn Vinh', 'H45.20.21', 'clerk'),
  person('xp.admin', 'Dương Thị Xuân', 'H45.20.21', 'admin'),
];
