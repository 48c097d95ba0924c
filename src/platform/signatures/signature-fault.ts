/** Why a signed file is not taken; each has its own words (`signature.fault.<kind>`). */
export const SIGNATURE_FAULTS = [
  /** no PDF, or one that cannot be read */
  'unreadable',
  /** it does not begin with the bytes that were to be signed */
  'not_ours',
  'unsigned',
  /** something was added after the last signature */
  'added_after',
  /** what was added shows, runs or attaches something else */
  'changed',
  /** the bytes or the attributes do not match the signature */
  'broken',
  /** a kind of signature that is not taken here */
  'unsupported',
  'expired',
  'unknown_issuer',
  /** the certificate is not for signing papers */
  'purpose',
] as const;

export type SignatureFaultKind = (typeof SIGNATURE_FAULTS)[number];

export class SignatureFault extends Error {
  constructor(
    readonly kind: SignatureFaultKind,
    detail: string,
  ) {
    super(`${kind}: ${detail}`);
    this.name = 'SignatureFault';
  }
}

/** The key file cannot be opened: a wrong password, or no PKCS#12 with one key and its certificate. */
export class KeyFileFault extends Error {
  constructor(readonly kind: 'password' | 'file' | 'too_slow') {
    super(`the key file cannot be used: ${kind}`);
    this.name = 'KeyFileFault';
  }
}
