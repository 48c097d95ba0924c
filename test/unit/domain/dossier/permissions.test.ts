import { expect, test } from '@jest/globals';
import type { Role } from '../../../../src/domain/accounts/roles.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { complete, giveBack, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import { context, DIVISION, received, RESULT, someone, TOWN } from '../../../support/acts.js';

const WARD = 'H45.20.21';
const PENDING = { id: 'h-1', unitCode: DIVISION, username: null };

const ACTS = {
  hand_over: (by) =>
    handOver(
      received({ status: 'processing', holder: { unitCode: DIVISION, username: `specialist@${DIVISION}` } }),
      context({ by }),
      { id: 'h-2', toUnitCode: WARD, toUsername: null, note: null, outside: false },
    ),
  acknowledge: (by) => acknowledge(received({ pending: PENDING }), context({ by }), 'h-1', false),
  'acknowledge for an outside agency': (by) =>
    acknowledge(received({ pending: PENDING }), context({ by }), 'h-1', true),
  'hand_over for an outside agency': (by) =>
    handOver(
      received({ status: 'processing', holder: { unitCode: DIVISION, username: null } }),
      context({ by, holderOutside: true }),
      { id: 'h-2', toUnitCode: WARD, toUsername: null, note: null, outside: false },
    ),
  complete: (by) => complete(received(), context({ by }), RESULT),
  withdraw: (by) => withdraw(received(), context({ by }), 'đơn xin rút'),
  return: (by) => giveBack(received({ status: 'completed' }), context({ by }), { receivedBy: 'A', how: 'desk' }),
} satisfies Record<string, (by: ReturnType<typeof someone>) => unknown>;

test.each`
  act                                    | role               | unit        | may
  ${'complete'}                          | ${'receiver'}      | ${TOWN}     | ${true}
  ${'complete'}                          | ${'returner'}      | ${TOWN}     | ${true}
  ${'complete'}                          | ${'desk_head'}     | ${TOWN}     | ${true}
  ${'complete'}                          | ${'specialist'}    | ${TOWN}     | ${false}
  ${'complete'}                          | ${'leader'}        | ${TOWN}     | ${false}
  ${'complete'}                          | ${'admin'}         | ${TOWN}     | ${false}
  ${'complete'}                          | ${'receiver'}      | ${WARD}     | ${false}
  ${'complete'}                          | ${'specialist'}    | ${DIVISION} | ${false}
  ${'withdraw'}                          | ${'receiver'}      | ${TOWN}     | ${true}
  ${'withdraw'}                          | ${'cashier'}       | ${TOWN}     | ${false}
  ${'withdraw'}                          | ${'receiver'}      | ${WARD}     | ${false}
  ${'return'}                            | ${'returner'}      | ${TOWN}     | ${true}
  ${'return'}                            | ${'receiver'}      | ${TOWN}     | ${false}
  ${'return'}                            | ${'returner'}      | ${WARD}     | ${false}
  ${'hand_over'}                         | ${'specialist'}    | ${DIVISION} | ${true}
  ${'hand_over'}                         | ${'division_head'} | ${DIVISION} | ${true}
  ${'hand_over'}                         | ${'clerk'}         | ${DIVISION} | ${false}
  ${'hand_over'}                         | ${'receiver'}      | ${TOWN}     | ${false}
  ${'hand_over'}                         | ${'leader'}        | ${TOWN}     | ${false}
  ${'acknowledge'}                       | ${'specialist'}    | ${DIVISION} | ${true}
  ${'acknowledge'}                       | ${'clerk'}         | ${DIVISION} | ${true}
  ${'acknowledge'}                       | ${'receiver'}      | ${TOWN}     | ${false}
  ${'acknowledge'}                       | ${'specialist'}    | ${WARD}     | ${false}
  ${'acknowledge for an outside agency'} | ${'receiver'}      | ${TOWN}     | ${true}
  ${'acknowledge for an outside agency'} | ${'specialist'}    | ${DIVISION} | ${false}
  ${'hand_over for an outside agency'}   | ${'receiver'}      | ${TOWN}     | ${true}
  ${'hand_over for an outside agency'}   | ${'specialist'}    | ${DIVISION} | ${false}
  ${'hand_over for an outside agency'}   | ${'receiver'}      | ${WARD}     | ${false}
`('$act by a $role of $unit: $may', ({ act, role, unit, may }) => {
  const work = () => ACTS[act as keyof typeof ACTS](someone(unit as string, role as Role));
  if (may === true) expect(work()).toBeDefined();
  else expect(work).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
});

test('a hand-over to one person is acknowledged by that person only', () => {
  const dossier = received({ pending: { id: 'h-1', unitCode: DIVISION, username: `specialist@${DIVISION}` } });
  const by = (role: Role) => context({ by: someone(DIVISION, role) });
  expect(acknowledge(dossier, by('specialist'), 'h-1', false).dossier.pending).toBeNull();
  expect(() => acknowledge(dossier, by('clerk'), 'h-1', false)).toThrow(
    expect.objectContaining({ code: 'auth.forbidden' }),
  );
});
