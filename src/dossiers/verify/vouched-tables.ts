/** A table of which each row of a dossier is vouched for by the dossier's history. */
export interface VouchedTable {
  readonly table: string;
  /** which column tells the rows of a dossier apart */
  readonly key: string;
  /** when a row came to be; only where version 0.1 wrote rows that its history did not speak of */
  readonly bornAt: string | null;
  /** columns that somebody else vouches for */
  readonly except: readonly string[];
}

const book = (table: string): VouchedTable => ({ table, key: 'id', bornAt: null, except: [] });

/** All but the dossier's own row and its people, which are looked at by themselves. */
export const VOUCHED_TABLES: readonly VouchedTable[] = [
  { table: 'promise', key: 'seq', bornAt: 'at', except: [] },
  // The letter that names it vouches for `numberedAt`.
  { table: 'obligation', key: 'id', bornAt: 'openedAt', except: ['numberedAt'] },
  { table: 'hand_over', key: 'id', bornAt: 'sentAt', except: [] },
  book('supplement_request'),
  book('payment_request'),
  book('payment'),
  book('delay_notice'),
  book('dossier_fault'),
  book('receipt_correction'),
  book('dossier_file'),
];
