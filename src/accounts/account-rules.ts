import { passwordFault, type PasswordFault } from '../domain/accounts/password.js';
import { hasRole } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { USERNAME, type Account, type AccountChange } from './account.js';

const WORDS: Readonly<Record<PasswordFault, string>> = {
  too_short: 'Mật khẩu cần ít nhất 8 ký tự',
  too_long: 'Mật khẩu dài quá 128 ký tự',
  common: 'Mật khẩu này quá dễ đoán',
  username: 'Mật khẩu không được chứa tên đăng nhập',
};

/** Who kept the accounts of a unit and will do so no more: there, or at all. */
export function losesAdmin(before: Account, after: Account): boolean {
  const keeps = after.active && hasRole(after, 'admin') && after.unitCode === before.unitCode;
  return before.active && hasRole(before, 'admin') && !keeps;
}

/** A unit with nobody who keeps its accounts could not be helped from inside. */
export function lastAdmin(): DomainError {
  return invalid('roles', 'Đây là quản trị cuối cùng của đơn vị: xin cử người khác làm quản trị trước');
}

/** Nobody locks themselves out, and nobody hands themselves new rights. */
export function demandHarmless(before: Account, { unitCode, roles, active }: AccountChange): void {
  const sameRoles = roles === undefined || [...roles].sort().join() === [...before.roles].sort().join();
  if (sameRoles && active !== false && (unitCode ?? before.unitCode) === before.unitCode) return;
  throw forbidden('ask another administrator to change your own rights');
}

/** @throws DomainError `request.invalid`, worded */
export function demandGood(username: string, password: string): void {
  demandUsername(username);
  const fault = passwordFault(password, username);
  if (fault) throw invalid('password', WORDS[fault]);
}

/** @throws DomainError `request.invalid`, worded */
export function demandUsername(username: string): void {
  if (!USERNAME.test(username)) throw invalid('username', 'Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, số, . _ -');
}

/** @throws DomainError `version.stale` when somebody has changed it since */
export function demandVersion(seen: number, current: number): void {
  if (seen !== current) throw new DomainError('version.stale', 'changed since you read it', { seen, current });
}

/** @param message worded for whoever filled in the field */
export function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}

/** @param message for the log and the API */
export function forbidden(message: string): DomainError {
  return new DomainError('auth.forbidden', message);
}
