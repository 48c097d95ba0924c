import { hasRole, type Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import { move } from '../../promise/due.js';
import type { Instant } from '../../time/instant.js';
import { localDate, type PlainDate } from '../../time/plain-date.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import { accepted, type Dossier } from '../dossier.js';
import { next } from '../transitions.js';
import { ACT_ROLES, isAtDesk, isHeldBy, requireDesk, requireRole } from './permission.js';
import { resumed, stopped } from './supplement.js';

export interface PaymentRequest {
  readonly id: string;
  /** đồng */
  readonly amountVnd: number;
  readonly reason: string;
}

/**
 * The citizen has the notice of a tax or a land-use fee in hand: the clock stands still until the receipt is registered.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the specialist who holds it,
 *   or the desk where an outside agency holds it
 * Source: acts.md request payment; R14.
 */
export function requestPayment(
  dossier: Dossier,
  context: ActContext,
  { id, amountVnd, reason }: PaymentRequest,
): Decision {
  const status = next(dossier, 'request_payment');
  requireNotifier(dossier, context);
  return decide(dossier, context, {
    act: 'request_payment',
    to: { status, ...stopped(accepted(dossier), context.at) },
    payload: { amountVnd, reason },
    books: [
      {
        book: 'payment_request',
        id,
        isNew: true,
        facts: {
          amountVnd,
          requestedBy: context.by.username,
          requestedSeq: dossier.eventSeq + 1,
          confirmedBy: null,
          confirmedSeq: null,
          paidOn: null,
        },
        instants: { requestedAt: context.at, confirmedAt: null },
      },
    ],
  });
}

/** The specialist who holds it; the desk for an outside agency. */
export function mayAskForPayment(dossier: Dossier, by: Actor, holderOutside: boolean): boolean {
  return holderOutside ? isAtDesk(dossier, by) : hasRole(by, 'specialist') && isHeldBy(dossier.holder, by);
}

/** @throws DomainError `auth.forbidden` */
function requireNotifier(dossier: Dossier, { by, holderOutside }: ActContext): void {
  requireRole('request_payment', by);
  if (mayAskForPayment(dossier, by, holderOutside === true)) return;
  throw new DomainError('auth.forbidden', 'only the specialist who holds the dossier may do this', {
    unitCode: dossier.holder.unitCode,
  });
}

/** A notice whose receipt has not been registered. */
export interface OpenPayment {
  readonly id: string;
  readonly requestedAt: Instant;
}

export interface PaymentConfirmation {
  /** null when there is no such notice, or its receipt is registered already */
  readonly request: OpenPayment | null;
  /** the day on the receipt */
  readonly paidOn: PlainDate;
  readonly reference: string;
}

/**
 * The receipt is registered: the working minutes of the wait are given back, exactly.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the desk and its cashier;
 *   `not_found` for a notice that does not wait; `request.invalid` for a day in the future or before the notice;
 *   `calendar.missing`
 * Source: acts.md confirm payment; R14.
 */
export function confirmPayment(
  dossier: Dossier,
  context: ActContext,
  { request, paidOn, reference }: PaymentConfirmation,
): Decision {
  const status = next(dossier, 'confirm_payment');
  requireDesk(dossier, context.by, ACT_ROLES.confirm_payment);
  if (!request) throw new DomainError('not_found', 'this notice does not wait any more', { code: dossier.code });
  requirePaidOn(paidOn, localDate(request.requestedAt), localDate(context.at));
  const { at, by, calendar } = context;
  const before = accepted(dossier);
  const pauses = resumed(before.pauses, at);
  const { to, row } = move(before, { ...before, pauses }, calendar, {
    kind: 'pause',
    at,
    by: by.username,
    reason: null,
    neverEarlier: true,
  });
  return decide(dossier, context, {
    act: 'confirm_payment',
    to: { status, pauses, ...to },
    payload: { paidOn, reference, dueAt: to.currentDueAt },
    promises: [row],
    books: [
      {
        book: 'payment_request',
        id: request.id,
        isNew: false,
        facts: { confirmedBy: by.username, confirmedSeq: dossier.eventSeq + 1, paidOn },
        instants: { confirmedAt: at },
      },
    ],
  });
}

function requirePaidOn(paidOn: PlainDate, requestedOn: PlainDate, today: PlainDate): void {
  const message =
    paidOn > today
      ? 'Ngày nộp không thể ở tương lai'
      : paidOn < requestedOn
        ? 'Ngày nộp không thể trước ngày có thông báo'
        : null;
  if (message === null) return;
  const facts = { requestedOn, today };
  throw new DomainError('request.invalid', 'the day of payment is not possible', facts, [{ field: 'paidOn', message }]);
}

export const PAYMENT_METHODS = ['cash', 'transfer', 'card', 'qr'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface Payment {
  readonly id: string;
  /** đồng */
  readonly amountVnd: number;
  readonly method: PaymentMethod;
  readonly reference: string | null;
}

/**
 * A fee is paid at the desk. It says nothing about the clock.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but a cashier of the desk
 * Source: acts.md pay a fee.
 */
export function pay(dossier: Dossier, context: ActContext, { id, amountVnd, method, reference }: Payment): Decision {
  next(dossier, 'pay');
  requireDesk(dossier, context.by, ACT_ROLES.pay);
  return decide(dossier, context, {
    act: 'pay',
    to: {},
    payload: { amountVnd, method, reference },
    books: [
      {
        book: 'payment',
        id,
        isNew: true,
        facts: { amountVnd, method, takenBy: context.by.username, paidSeq: dossier.eventSeq + 1 },
        instants: { paidAt: context.at },
      },
    ],
  });
}
