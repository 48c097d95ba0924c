import type { FieldError } from '../domain/errors.js';
import type { Unit } from './unit.js';
import type { UnitTree } from './unit-tree.js';

/** `H45.20.05`, or the older form `000.00.20.H45` (reference 5). */
export const UNIT_CODE = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{2,3}){0,3})$/;

/**
 * What is wrong with a unit among the others; empty when nothing is.
 *
 * @param tree all units as they would be, this one included
 */
export function unitFaults(unit: Unit, tree: UnitTree): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: keyof Unit, message: string): void => void faults.push({ field, message });
  if (!UNIT_CODE.test(unit.code)) refuse('code', 'Phải là mã định danh cơ quan, ví dụ H45.20.05');
  if ((unit.kind === 'town') !== (unit.parentCode === null)) {
    refuse('parentCode', 'Chỉ Ủy ban nhân dân thị xã không có cơ quan cấp trên ở đây');
  }
  if (unit.parentCode !== null && !tree.find(unit.parentCode)) refuse('parentCode', 'Không có đơn vị này');
  else if (goesRound(unit, tree)) refuse('parentCode', 'Một đơn vị không thể trực thuộc chính mình');
  const desk = unit.deskUnitCode === null ? null : tree.find(unit.deskUnitCode);
  if (desk === undefined) refuse('deskUnitCode', 'Không có đơn vị này');
  else if (desk && !desk.hasDesk) refuse('deskUnitCode', 'Đơn vị này không có Bộ phận Một cửa');
  if (unit.hasDesk && unit.deskUnitCode !== unit.code) refuse('deskUnitCode', 'Có Bộ phận Một cửa thì tự tiếp nhận');
  if (unit.validTo !== null && unit.validTo <= unit.validFrom) refuse('validTo', 'Phải sau ngày bắt đầu');
  return faults;
}

function goesRound(unit: Unit, tree: UnitTree): boolean {
  const seen = new Set([unit.code]);
  for (let code = unit.parentCode; code !== null; code = tree.find(code)?.parentCode ?? null) {
    if (seen.has(code)) return true;
    seen.add(code);
  }
  return false;
}
