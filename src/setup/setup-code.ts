import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { Keys, sameSecret } from '../platform/keys/keys.js';

const DIGITS = 10n;

/**
 * The code by which whoever started the server shows that it was them. Told in the server's log alone; drawn from the
 * master key, so that all instances and every start until the first account tell the same one; good for nothing after.
 */
@Injectable()
export class SetupCode {
  constructor(
    private readonly accounts: AccountsService,
    private readonly keys: Keys,
  ) {}

  /** True while nobody has an account. */
  async isOpen(): Promise<boolean> {
    return !(await this.accounts.any());
  }

  /** `01234 56789` */
  text(): string {
    const number = BigInt(`0x${this.keys.mac('session', 'first run').slice(0, 32)}`) % 10n ** DIGITS;
    const digits = number.toString().padStart(Number(DIGITS), '0');
    return `${digits.slice(0, 5)} ${digits.slice(5)}`;
  }

  isRight(given: string): boolean {
    return sameSecret(given.replaceAll(/\D/g, ''), this.text().replace(' ', ''));
  }
}
