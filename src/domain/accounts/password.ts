/** Bounds of a password in UTF-16 units; the upper one keeps hashing from being a way to tire the server. */
export const PASSWORD_BOUNDS = { min: 8, max: 128 } as const;

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'username';

/** What people here try first, and what guessing programs try first. Compared without case and without digits and signs at the end. */
const COMMON = new Set(
  (
    'password passw0rd p@ssword p@ssw0rd matkhau matkhaumoi admin administrator quantri quantrivien qwerty qwertyuiop ' +
    'asdfghjkl zxcvbnm iloveyou anhyeuem emyeuanh yeuem yeuanh conyeume giadinh vietnam vietnam@ hanoi saigon phuyen ' +
    'songcau ubnd motcua hanhchinh dunghen congan letmein welcome abc abcd abcdef abcdefgh abc@ abcd@ aa@ a@ qaz qazwsx ' +
    'monkey dragon football master sunshine princess superman changeme default secret test testtest user guest login'
  ).split(' '),
);
const ONE_SIGN = /^(.)\1*$/su;

/**
 * Why this password may not be used, or null. No rule about mixed signs: length and being unguessable count.
 *
 * @param username as in the account, lower case
 */
export function passwordFault(password: string, username: string): PasswordFault | null {
  if (password.length < PASSWORD_BOUNDS.min) return 'too_short';
  if (password.length > PASSWORD_BOUNDS.max) return 'too_long';
  const plain = password.toLowerCase();
  const stem = plain.replace(/[\d!@#.*_-]+$/u, '');
  if (stem === username || (username.length >= 4 && plain.includes(username))) return 'username';
  const guessable = ONE_SIGN.test(plain) || COMMON.has(plain) || (stem === '' ? isDigitsOnly(plain) : COMMON.has(stem));
  return guessable ? 'common' : null;
}

/** Runs, birthdays, telephone numbers, identity numbers: twelve digits and fewer are always one of them. */
function isDigitsOnly(plain: string): boolean {
  return plain.replace(/\D/g, '').length <= 12;
}
