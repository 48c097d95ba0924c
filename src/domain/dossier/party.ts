/** How a person wants to be told. The order is theirs. */
export const CONTACT_CHANNELS = ['zalo', 'email', 'sms', 'post', 'desk'] as const;

export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** Stands where a name stood, once it was forgotten by rule. */
export const FORGOTTEN = '(đã xóa theo quy định)';

/** Chủ hồ sơ: whose dossier it is. Stands in rows that can be erased, never in the history. */
export interface Party {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** CCCD, identity card or passport of a person */
  readonly idNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly contactBy: readonly ContactChannel[];
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly contactName: string | null;
}

/** Who handed the papers in for them (a written authorisation is needed, art. 6(2)b). */
export interface Submitter {
  readonly name: string;
  readonly phone: string | null;
  readonly authorisation: boolean;
}

/** `*********123`: enough for its owner to recognise, useless to anybody else. Source: reference 10. */
export function maskIdNumber(idNumber: string): string {
  return '*'.repeat(Math.max(0, idNumber.length - 3)) + idNumber.slice(-3);
}

/** `09xx xxx 123`. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 2)}xx xxx ${phone.slice(-3)}`;
}
