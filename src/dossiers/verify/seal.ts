import type { Keys } from '../../platform/keys/keys.js';

/** The end of a dossier's history. */
export interface Head {
  readonly dossierId: string;
  readonly code: string;
  readonly eventSeq: number;
  readonly chainHash: string;
}

export interface SealedHead extends Head {
  readonly seal: string;
}

/** All sealed histories at one moment, in one line. */
export interface Checkpoint {
  readonly no: number;
  /** UTC, ISO-8601 */
  readonly at: string;
  readonly dossiers: number;
  readonly events: number;
  /** sum of all seals */
  readonly digest: string;
  /** over the sums of the rows of record; null before there were any */
  readonly rowsDigest: string | null;
  readonly mac: string;
}

/** What the first checkpoint follows. */
export const BEFORE_ALL: Checkpoint = {
  no: 0,
  at: '',
  dossiers: 0,
  events: 0,
  digest: '0'.repeat(64),
  rowsDigest: null,
  mac: '0'.repeat(64),
};

const MODULUS = 1n << 256n;

/** Under a key that is not in the database: whoever can only write SQL cannot make one. */
export function sealOf({ dossierId, code, eventSeq, chainHash }: Head, keys: Keys): string {
  return keys.mac('checkpoint', ['head', dossierId, code, eventSeq, chainHash].join('\n'));
}

/** Seals that were added and taken away change the sum; their order does not, so that it never has to be made anew. */
export function addUp(digest: string, added: readonly string[], taken: readonly string[] = []): string {
  const sum = added.reduce((total, seal) => total + numberOf(seal), numberOf(digest));
  const rest = taken.reduce((total, seal) => total - numberOf(seal), sum) % MODULUS;
  return (rest < 0n ? rest + MODULUS : rest).toString(16).padStart(64, '0');
}

/** @param previousMac of the checkpoint before */
export function checkpointMac(checkpoint: Omit<Checkpoint, 'mac'>, previousMac: string, keys: Keys): string {
  const { no, at, dossiers, events, digest, rowsDigest } = checkpoint;
  const rows = rowsDigest === null ? [] : [rowsDigest];
  return keys.mac('checkpoint', ['checkpoint', no, at, dossiers, events, digest, previousMac, ...rows].join('\n'));
}

function numberOf(hex: string): bigint {
  return /^[0-9a-f]{64}$/.test(hex) ? BigInt(`0x${hex}`) : 0n;
}
