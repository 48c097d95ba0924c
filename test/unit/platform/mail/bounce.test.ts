import { expect, it, test } from '@jest/globals';
import { readBounce } from '../../../../src/platform/mail/bounce.js';
import { holidayReply, oldReturn, returnedHeaders, returnedMail } from '../../../support/returned-mails.js';

const ID = '018c6d3e-0000-7000-8000-000000000001';

test.each([
  ['an unknown mailbox', returnedMail(ID), { kind: 'hard', status: '5.1.1', messageId: ID }],
  ['in base64', returnedMail(ID, { encoding: 'base64' }), { kind: 'hard', status: '5.1.1', messageId: ID }],
  ['with headers only', returnedHeaders(ID), { kind: 'hard', status: '5.1.1', messageId: ID }],
  [
    'a delay',
    returnedMail(ID, { action: 'delayed', status: '4.4.1' }),
    { kind: 'delayed', status: '4.4.1', messageId: ID },
  ],
  ['a delay that ended', returnedMail(ID, { status: '4.4.7' }), { kind: 'hard', status: '4.4.7', messageId: ID }],
  [
    'passed on',
    returnedMail(ID, { action: 'relayed', status: '2.0.0' }),
    { kind: 'delayed', status: '2.0.0', messageId: ID },
  ],
  [
    'delivered',
    returnedMail(ID, { action: 'delivered', status: '2.1.5' }),
    { kind: 'arrived', status: '2.1.5', messageId: ID },
  ],
  [
    'of somebody else',
    returnedMail(ID, { host: 'example.com' }),
    { kind: 'unknown', status: '5.1.1', messageId: null },
  ],
  ['an old mail system', oldReturn(ID), { kind: 'unknown', status: null, messageId: ID }],
  ['a reply from holidays', holidayReply(ID), null],
  ['no mail at all', Buffer.from([0, 255, 254, 10, 13]), null],
  ['nothing', Buffer.alloc(0), null],
])('a mail that came back: %s', async (_, raw, expected) => {
  expect(await readBounce(raw, 'localhost')).toEqual(expected);
});

it('reads no host as a pattern', async () => {
  expect(await readBounce(returnedMail(ID, { host: 'aXb' }), 'a.b')).toMatchObject({ messageId: null });
});
