import { PASSWORD_BOUNDS } from '../../domain/accounts/password.js';
import { Bool, Optional, Secret, Text } from '../../platform/web/validation.js';

/** Leaving a screen: locked, or passed on. */
export class LockForm {
  /** somebody else comes: colleagues are offered first */
  @Optional()
  @Bool()
  switch?: boolean;

  /** where its owner was */
  @Optional()
  @Text({ min: 1, max: 500 })
  returnTo?: string;
}

/** Coming to a screen. */
export class UnlockForm {
  @Text({ min: 1, max: 40 })
  username!: string;

  /** a PIN, the digits of a card, or a password */
  @Secret({ min: 1, max: PASSWORD_BOUNDS.max })
  secret!: string;

  @Optional()
  @Text({ min: 1, max: 500 })
  returnTo?: string;

  /** a form that was sent while it was locked, sealed */
  @Optional()
  @Text({ min: 1, max: 1_000_000 })
  kept?: string;

  @Optional()
  @Bool()
  switch?: boolean;
}

export class NewDeviceForm {
  @Text({ min: 2, max: 80 })
  name!: string;
}
