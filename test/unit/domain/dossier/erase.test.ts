import { describe, expect, it, test } from '@jest/globals';
import { erase } from '../../../../src/domain/dossier/acts/erase.js';
import { isOpen, STATUSES } from '../../../../src/domain/dossier/status.js';
import { ACTS, allowedActs, next } from '../../../../src/domain/dossier/transitions.js';
import { context, received } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const REFUSED = expect.objectContaining({ code: 'dossier.action_refused' }) as unknown as Error;
const told = context({ at: at('2033-05-23 02:20') });

describe('forgetting the people of a dossier', () => {
  test.each(STATUSES.map((status) => [status]))('of status %s', (status) => {
    const dossier = received({ status });
    if (isOpen(status)) expect(() => erase(dossier, told, 'request')).toThrow(REFUSED);
    else expect(erase(dossier, told, 'request').dossier.erasedAt).toBe(told.at);
  });

  it('changes nothing else of what is known', () => {
    const before = received({ status: 'returned' });
    const { dossier, event, promises, obligations, books } = erase(before, told, 'retention');
    const { erasedAt, lastEventAt, eventSeq, version, ...rest } = dossier;
    expect({ ...before, ...rest }).toEqual(before);
    expect([erasedAt, lastEventAt, eventSeq, version]).toEqual([told.at, told.at, 2, 2]);
    expect(event).toMatchObject({ act: 'erase', payload: { ground: 'retention' } });
    expect([promises, obligations, books]).toEqual([[], [], []]);
  });

  it('waits for the apology that is owed', () => {
    const owed = [{ id: 'o-1', cause: 'late', fault: 'ours', numbered: false }] as const;
    expect(() => erase(received({ status: 'returned' }), { ...told, owed }, 'request')).toThrow(REFUSED);
  });

  it('is possible for a voided receipt, once', () => {
    const voided = received({ voidedAt: at('2023-05-15 08:31') });
    const { dossier } = erase(voided, told, 'request');
    expect(dossier.erasedAt).toBe(told.at);
    expect(() => erase(dossier, told, 'request')).toThrow(REFUSED);
  });

  it.each(ACTS.map((act) => [act]))('lets %s happen no more', (act) => {
    const forgotten = received({ status: 'completed', erasedAt: told.at });
    expect(allowedActs(forgotten)).toEqual([]);
    expect(() => next(forgotten, act)).toThrow(REFUSED);
  });
});
