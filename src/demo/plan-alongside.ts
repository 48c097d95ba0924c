import { PAYMENT_METHODS, type PaymentMethod } from '../domain/dossier/acts/payment.js';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import type { Received } from './plan-receive.js';
import type { PlannedStep, Work } from './plan-work.js';
import type { Random } from './random.js';
import { NOTES } from './reasons.js';
import { FIELDS } from './town.js';

/** Share of dossiers with a word for colleagues. */
const NOTED = 0.015;
/** Of what is paid without cash. */
const CASHLESS: readonly (readonly [PaymentMethod, number])[] = [
  ['qr', 60],
  ['transfer', 30],
  ['card', 10],
];

/** What happens beside the work: the fee at the counter, a note. */
export function alongside(received: Received, copies: number, work: Work, random: Random): PlannedStep[] {
  const steps: PlannedStep[] = [];
  const { at, paper, filing, version } = received;
  if (version.feeVnd > 0) {
    const start = paper?.enteredAt ?? at;
    const method = methodOf(received, random);
    steps.push({ at: (start + 2 * MINUTE) as Instant, act: 'pay', amountVnd: version.feeVnd * copies, method });
  }
  const taken = work.steps.find(({ act }) => act === 'acknowledge');
  const noted = random.chance(NOTED);
  if (noted && filing === null && taken && taken.at + 5 * MINUTE < work.finishAt) {
    steps.push({ at: (taken.at + 4 * MINUTE) as Instant, act: 'note', text: random.pick(NOTES) });
  }
  return steps.filter((step) => step.at < work.finishAt);
}

function methodOf({ field, filing }: Received, random: Random): PaymentMethod {
  const shape = FIELDS.find(({ key }) => key === field);
  const cashless = filing !== null || random.chance((shape?.cashlessPercent ?? 0) / 100);
  return cashless ? random.weighted(CASHLESS) : PAYMENT_METHODS[0];
}
