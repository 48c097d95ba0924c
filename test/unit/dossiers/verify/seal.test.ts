import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { Keys } from '../../../../src/platform/keys/keys.js';
import { addUp, BEFORE_ALL, checkpointMac, sealOf } from '../../../../src/dossiers/verify/seal.js';

const keys = new Keys(Buffer.alloc(32, 7));
const head = { dossierId: 'd-1', code: 'H45.20-230515-0001', eventSeq: 3, chainHash: 'a'.repeat(64) };
const seals = fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 12 });

test.each([
  ['another dossier', { dossierId: 'd-2' }],
  ['another code', { code: 'H45.20-230515-0002' }],
  ['another event', { eventSeq: 4 }],
  ['another history', { chainHash: 'b'.repeat(64) }],
])('%s has another seal', (_, other) => {
  expect(sealOf({ ...head, ...other }, keys)).not.toBe(sealOf(head, keys));
});

it('nobody without the key makes one', () => {
  expect(sealOf(head, new Keys(Buffer.alloc(32, 8)))).not.toBe(sealOf(head, keys));
});

it('a sum does not know in which order it was made, and gives back what was put in', () => {
  fc.assert(
    fc.property(seals, seals, (some, more) => {
      const both = addUp(addUp(BEFORE_ALL.digest, some), more);
      expect(addUp(addUp(BEFORE_ALL.digest, more), [...some].reverse())).toBe(both);
      expect(addUp(both, [], more)).toBe(addUp(BEFORE_ALL.digest, some));
      expect(addUp(both, more, some)).toBe(addUp(addUp(addUp(BEFORE_ALL.digest, more), more), []));
      expect(both).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});

test.each([
  ['no', { no: 2 }],
  ['at', { at: '2023-05-16T00:00:00.000Z' }],
  ['dossiers', { dossiers: 9 }],
  ['events', { events: 31 }],
  ['digest', { digest: '1'.repeat(64) }],
  ['sum of rows', { rowsDigest: '2'.repeat(64) }],
])('a checkpoint with another %s has another seal, and so has one after another checkpoint', (_, other) => {
  const checkpoint = {
    ...{ no: 1, at: '2023-05-15T00:00:00.000Z', dossiers: 10, events: 30 },
    ...{ digest: '0'.repeat(64), rowsDigest: null },
  };
  const mac = checkpointMac(checkpoint, BEFORE_ALL.mac, keys);
  expect(checkpointMac({ ...checkpoint, ...other }, BEFORE_ALL.mac, keys)).not.toBe(mac);
  expect(checkpointMac(checkpoint, mac, keys)).not.toBe(mac);
});
