import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  deliveryPlan,
  nextStep,
  SILENCE_HOURS,
  type LetterChannel,
  type Reach,
  type Sending,
} from '../../../../src/domain/apology/delivery-plan.js';
import { MESSAGE_STATES } from '../../../../src/domain/apology/message.js';
import { CONTACT_CHANNELS } from '../../../../src/domain/dossier/party.js';
import { HOUR, instant, type Instant } from '../../../../src/domain/time/instant.js';

const NOW = instant('2023-06-05T09:00:00+07:00');

function reach(changes: Partial<Reach> = {}): Reach {
  return {
    contactBy: [],
    hasPhone: true,
    hasEmail: false,
    hasAddress: true,
    accounts: { zalo: false, sms: false },
    ...changes,
  };
}

const sending = (channel: LetterChannel, state: Sending['state'], changes: Partial<Sending> = {}): Sending => ({
  channel,
  state,
  sentAt: state === 'sent' ? NOW : null,
  byHand: false,
  ...changes,
});

test.each([
  ['said nothing, an e-mail address', reach({ hasEmail: true }), 'email post desk'],
  ['said nothing, only a phone, no account', reach({ hasAddress: false }), 'desk'],
  ['said nothing, accounts', reach({ accounts: { zalo: true, sms: true } }), 'zalo sms post desk'],
  ['Zalo first, no account: by hand', reach({ contactBy: ['zalo', 'email'], hasEmail: true }), 'zalo email post desk'],
  ['wants SMS, but there is no account', reach({ contactBy: ['sms', 'post'] }), 'post desk'],
  ['wants Zalo, but left no phone', reach({ contactBy: ['zalo'], hasPhone: false }), 'post desk'],
  ['wants it at the desk', reach({ contactBy: ['desk'], hasEmail: true }), 'desk email post'],
  ['their order, not ours', reach({ contactBy: ['post', 'email'], hasEmail: true }), 'post email desk'],
  ['nothing at all', reach({ hasPhone: false, hasAddress: false }), 'desk'],
] as const)('the ways of somebody who %s', (_, known, expected) => {
  expect(deliveryPlan(known).join(' ')).toBe(expected);
});

describe('the next step', () => {
  const PLAN: LetterChannel[] = ['zalo', 'email', 'post'];
  const silent = (NOW - SILENCE_HOURS * HOUR) as Instant;

  test.each([
    ['nothing sent yet', [], { step: 'send', channel: 'zalo' }],
    ['on its way', [sending('zalo', 'queued')], { step: 'wait', why: 'sending', until: null }],
    [
      'a person has to write',
      [sending('zalo', 'queued', { byHand: true })],
      { step: 'wait', why: 'by_hand', until: null },
    ],
    ['no word of it yet', [sending('zalo', 'sent')], { step: 'wait', why: 'sent', until: NOW + SILENCE_HOURS * HOUR }],
    ['silent for 72 hours', [sending('zalo', 'sent', { sentAt: silent })], { step: 'send', channel: 'email' }],
    [
      'a mail is presumed by the outbox',
      [sending('email', 'sent', { sentAt: silent })],
      { step: 'wait', why: 'sent', until: null },
    ],
    ['refused', [sending('zalo', 'failed')], { step: 'send', channel: 'email' }],
    ['came back', [sending('zalo', 'failed'), sending('email', 'bounced')], { step: 'send', channel: 'post' }],
    ['in doubt: a person looks first', [sending('zalo', 'uncertain')], { step: 'wait', why: 'uncertain', until: null }],
    ['to be posted', [sending('post', 'queued')], { step: 'wait', why: 'to_post', until: null }],
    ['posted', [sending('post', 'sent')], { step: 'wait', why: 'posted', until: null }],
    ['waits at the desk', [sending('desk', 'queued')], { step: 'wait', why: 'at_desk', until: null }],
    [
      'no way left',
      [sending('zalo', 'failed'), sending('email', 'bounced'), sending('post', 'bounced')],
      { step: 'call' },
    ],
    ['arrived', [sending('zalo', 'failed'), sending('email', 'delivered')], { step: 'arrived', how: 'delivered' }],
    ['presumed', [sending('email', 'presumed_delivered')], { step: 'arrived', how: 'presumed' }],
    [
      'the silent chat is answered after all',
      [sending('zalo', 'delivered', { sentAt: silent }), sending('email', 'queued')],
      { step: 'arrived', how: 'delivered' },
    ],
  ] as const)('%s', (_, sendings, expected) => {
    expect(nextStep(sendings, PLAN, NOW)).toEqual(expected);
  });

  const anySending = fc.record({
    channel: fc.constantFrom(...CONTACT_CHANNELS),
    state: fc.constantFrom(...MESSAGE_STATES),
    sentAt: fc.option(fc.integer({ min: NOW - 200 * HOUR, max: NOW }).map((at) => at as Instant)),
    byHand: fc.boolean(),
  });
  const anyReach = fc.record({
    contactBy: fc.array(fc.constantFrom(...CONTACT_CHANNELS), { maxLength: 5 }),
    hasPhone: fc.boolean(),
    hasEmail: fc.boolean(),
    hasAddress: fc.boolean(),
    accounts: fc.record({ zalo: fc.boolean(), sms: fc.boolean() }),
  });

  it('never takes a way twice, never a second one while the first is open, and ends in a call', () => {
    fc.assert(
      fc.property(anyReach, fc.array(anySending, { maxLength: 8 }), (known, sendings) => {
        const plan = deliveryPlan(known);
        const next = nextStep(sendings, plan, NOW);
        if (next.step === 'send') {
          expect(sendings.some(({ channel }) => channel === next.channel)).toBe(false);
          const open = ['queued', 'claimed', 'transmitting', 'uncertain', 'delivered', 'presumed_delivered'];
          expect(sendings.some(({ state }) => open.includes(state))).toBe(false);
        }
        if (next.step === 'call')
          expect(plan.every((way) => sendings.some(({ channel }) => channel === way))).toBe(true);
      }),
    );
  });

  it('tries every way once when each comes to nothing', () => {
    fc.assert(
      fc.property(anyReach, (known) => {
        const plan = deliveryPlan(known);
        const tried: Sending[] = [];
        for (;;) {
          const next = nextStep(tried, plan, NOW);
          if (next.step !== 'send') break;
          tried.push(sending(next.channel, 'failed'));
        }
        expect(tried.map(({ channel }) => channel)).toEqual(plan);
        expect(new Set(plan).size).toBe(plan.length);
      }),
    );
  });
});
