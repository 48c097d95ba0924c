import { describe, expect, it, test } from '@jest/globals';
import { citizenSaying } from '../../../../src/domain/dossier/citizen-saying.js';
import { STATUSES, type DossierStatus } from '../../../../src/domain/dossier/status.js';
import { instant } from '../../../../src/domain/time/instant.js';

const AT = instant('2023-05-08T08:00:00+07:00');
const known = (status: DossierStatus): Parameters<typeof citizenSaying>[0] => ({
  status,
  askedFirst: false,
  answerDueAt: AT,
  voidedAt: null,
});

describe('what a citizen is told first', () => {
  const said = {
    submitted: 'filed',
    accepted: 'working',
    rejected: 'rejected',
    processing: 'working',
    awaiting_supplement: 'bring_papers',
    awaiting_payment: 'pay',
    withdrawn: 'withdrawn',
    stopped: 'stopped',
    completed: 'ready',
    returned: 'returned',
  } as const;

  test.each(STATUSES.map((status) => [status, said[status]] as const))('%s: %s', (status, saying) => {
    expect(citizenSaying(known(status), 'desk')).toBe(saying);
  });

  it('calls nobody to the desk for a result that goes by post or online', () => {
    expect(citizenSaying(known('completed'), 'postal')).toBe('sent');
    expect(citizenSaying(known('completed'), 'online')).toBe('sent');
  });

  it('asks for papers of a filing only while it waits for the citizen', () => {
    expect(citizenSaying({ ...known('submitted'), askedFirst: true, answerDueAt: null }, 'desk')).toBe('bring_papers');
    expect(citizenSaying({ ...known('submitted'), askedFirst: true }, 'desk')).toBe('filed');
  });

  it('says of a dossier written by mistake that it is void, whatever it stood at', () => {
    expect(citizenSaying({ ...known('processing'), voidedAt: AT }, 'desk')).toBe('void');
  });
});
