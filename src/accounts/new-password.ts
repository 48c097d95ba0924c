import { randomInt } from 'node:crypto';

const GROUPS = 4;

/**
 * A password to begin with, `4821-9930-1174-6620`: digits, so that it is read out and typed without mistakes, and no
 * Vietnamese keyboard rewrites it. 53 bits.
 */
export function newPassword(): string {
  return Array.from({ length: GROUPS }, () => String(randomInt(10_000)).padStart(4, '0')).join('-');
}
