/** What can be wrong with what is stored; a closed list, in the words of whoever has to look at it. */
export const FAULTS = {
  chain: 'the chain breaks here: the event is not what was written, or one before it is missing',
  cut_off: 'events at the end of the history are missing',
  head: 'the dossier does not end where its history ends',
  payload_changed: 'the words of the event are not those its digest was made from',
  payload_missing: 'the words of the event are missing, and nobody was forgotten since',
  changed: 'not what the history wrote',
  missing: 'the history wrote this row, and it is gone',
  unvouched: 'nothing in the history vouches for it',
  orphan: 'it belongs to a dossier that does not exist',
  latch: 'lateness was moved after it had been fixed, or into the past',
  original_moved: 'the first promise was changed',
  no_due: 'it runs without a due date',
  settlement_moved: 'what was fixed at settlement was changed',
  misjudged: 'it does not follow from when the dossier ended, when it was late and what its source told',
  ledger: 'the ledger of promises and the dossier do not say the same',
  obligation: 'the breach and the obligation do not say the same',
  unsealed: 'its seal is missing',
  seal: 'the seal is not ours: whoever wrote it does not have the key',
  rewritten: 'the history is not the one that was sealed',
  dossier_gone: 'the dossier was sealed, and it is gone',
  checkpoint: 'the chain of checkpoints breaks here',
  sum: 'the sealed histories do not add up to the last checkpoint: seals were taken out or put in',
  row_changed: 'it is not what was written: its seal does not fit',
  row_gone: 'it was written, and it is gone',
  row_unsealed: 'nobody wrote it: it has no seal',
  row_sum: 'the seals do not add up to what is known of the table: some were taken out or put in',
  tally: 'the sums of the tables of record are not those of the last checkpoint',
  listed: 'it does not follow from the dossier: rebuild-lists sets this right',
  letter_facts: 'the letter does not say what was sealed when it was numbered',
  letter_number: 'the number on the paper is not the number in the register',
  number_gap: 'this number of the register was given to no letter',
  file_missing: 'the file is not in the store',
  file_changed: 'the file in the store is not the one its name promises',
  figures: 'the figures are not what the dossiers add up to',
} as const;

export type Fault = keyof typeof FAULTS;

/** One thing that is not as it was written. */
export interface Finding {
  /** code of the dossier; null for what belongs to none */
  readonly dossier: string | null;
  readonly table: string;
  /** of the row, within the dossier */
  readonly key: string | null;
  readonly column: string | null;
  readonly fault: Fault;
}

export type Report = (finding: Finding) => void;

/** `H45.20-230428-0001 promise/2 lateFrom: not what the history wrote` */
export function findingText({ dossier, table, key, column, fault }: Finding): string {
  const place = [dossier, key === null ? table : `${table}/${key}`, column].filter((part) => part !== null);
  return `${place.join(' ')}: ${FAULTS[fault]}`;
}
