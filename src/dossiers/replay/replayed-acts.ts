import { grantExtraTime } from '../../domain/dossier/acts/extra-time.js';
import { acknowledge, handOver } from '../../domain/dossier/acts/hand-over.js';
import { confirmPayment, requestPayment, type OpenPayment } from '../../domain/dossier/acts/payment.js';
import { complete, giveBack, stop, withdraw } from '../../domain/dossier/acts/settle.js';
import { receiveSupplement, requestSupplement } from '../../domain/dossier/acts/supplement.js';
import type { ActContext, Decision } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Act } from '../../domain/dossier/transitions.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Instant } from '../../domain/time/instant.js';
import { isPlainDate, localDate } from '../../domain/time/plain-date.js';
import type { ReplayedAct, ReplayedEvent } from './imported-dossier.js';

/** The acts that end a dossier's clock. */
export const SETTLING: ReadonlySet<Act> = new Set(['complete', 'withdraw', 'stop'] as const);

/** What stands open in the books of a dossier: some acts answer what an earlier one asked. */
export interface OpenBooks {
  readonly supplementRequestId: string | null;
  readonly paymentRequest: OpenPayment | null;
}

/** An act of a file, with all that its pure function is told. */
export interface ReplayedTurn {
  readonly dossier: Dossier;
  readonly event: ReplayedEvent;
  readonly context: ActContext;
  readonly version: ProcedureVersion;
  readonly open: OpenBooks;
  /** extra time that was granted before on each ground, in the limit's unit */
  readonly granted: ReadonlyMap<string, number>;
  readonly nextId: () => string;
}

type Replayer = (turn: ReplayedTurn) => Decision;

/** Each act of a file, done by the same pure function as if somebody had done it here. */
const REPLAYERS: Readonly<Record<ReplayedAct, Replayer>> = {
  hand_over: ({ dossier, context, event, nextId }) =>
    handOver(dossier, atHolder(dossier, context), {
      id: nextId(),
      toUnitCode: text(event, 'unitCode'),
      toUsername: null,
      note: textOrNull(event, 'note'),
      outside: false,
    }),
  acknowledge: ({ dossier, context }) =>
    acknowledge(dossier, at(dossier.pending?.unitCode, context), dossier.pending?.id ?? '', false),
  request_supplement: ({ dossier, context, event, version, nextId }) =>
    requestSupplement(dossier, context, {
      id: nextId(),
      faultId: nextId(),
      items: lines(event, 'items'),
      reason: text(event, 'reason'),
      receiversFault: false,
      overrideReason: textOrNull(event, 'overrideReason'),
      rules: version,
    }),
  receive_supplement: ({ dossier, context, event, open }) =>
    receiveSupplement(dossier, context, {
      requestId: open.supplementRequestId,
      items: lines(event, 'items'),
    }),
  request_payment: ({ dossier, context, event, nextId }) =>
    requestPayment(dossier, atHolder(dossier, context), {
      id: nextId(),
      amountVnd: Number(event.facts['amountVnd'] ?? 0),
      reason: text(event, 'reason'),
    }),
  confirm_payment: ({ dossier, context, event, open }) =>
    confirmPayment(dossier, context, {
      request: open.paymentRequest,
      paidOn: dayOf(event, 'paidOn'),
      reference: text(event, 'reference'),
    }),
  grant_extra_time: ({ dossier, context, event, version, granted }) => {
    const ground = text(event, 'ground');
    const role = version.extraTimes.find((one) => one.ground === ground)?.grantedBy;
    const grant = { ground, amount: Number(event.facts['amount'] ?? 0), document: text(event, 'document') };
    const terms = { extraTimes: version.extraTimes, usedAmount: granted.get(ground) ?? 0 };
    return grantExtraTime(dossier, role === 'desk_head' ? context : atHolder(dossier, context), grant, terms);
  },
  complete: ({ dossier, context, event }) =>
    complete(dossier, context, {
      outcome: event.facts['outcome'] === 'refused' ? 'refused' : 'granted',
      resultNumber: textOrNull(event, 'resultNumber'),
      shelf: textOrNull(event, 'shelf'),
      reason: textOrNull(event, 'reason'),
    }),
  return: ({ dossier, context, event }) => {
    const how = event.facts['how'];
    const handing = how === 'postal' || how === 'online' ? how : 'desk';
    return giveBack(dossier, context, { receivedBy: text(event, 'receivedBy'), how: handing });
  },
  withdraw: ({ dossier, context, event }) => withdraw(dossier, context, text(event, 'reason')),
  stop: ({ dossier, context, event }) => stop(dossier, context, text(event, 'reason')),
};

/** @throws DomainError as the act itself would */
export function replayOne(turn: ReplayedTurn): Decision {
  return REPLAYERS[turn.event.act](turn);
}

/** What stands open after an act. */
export function booksAfter(open: OpenBooks, { books }: Decision, at: Instant): OpenBooks {
  const added = (book: string): string | undefined => books.find((row) => row.book === book && row.isNew)?.id;
  const ended = (book: string): boolean => books.some((row) => row.book === book && !row.isNew);
  const payment = added('payment_request');
  return {
    supplementRequestId: added('supplement_request') ?? (ended('supplement_request') ? null : open.supplementRequestId),
    paymentRequest:
      payment === undefined
        ? ended('payment_request')
          ? null
          : open.paymentRequest
        : { id: payment, requestedAt: at },
  };
}

/** Where the papers are, somebody acts there. */
function atHolder({ holder }: Dossier, context: ActContext): ActContext {
  return at(holder.unitCode, context);
}

function at(unitCode: string | undefined, context: ActContext): ActContext {
  return unitCode === undefined ? context : { ...context, by: { ...context.by, unitCode } };
}

function text({ facts }: ReplayedEvent, name: string): string {
  return String(facts[name] ?? '');
}

function textOrNull({ facts }: ReplayedEvent, name: string): string | null {
  const value = facts[name] ?? null;
  return value === null ? null : String(value);
}

/** Lists came as lines of one text. */
function lines(event: ReplayedEvent, name: string): string[] {
  return text(event, name)
    .split('\n')
    .filter((line) => line !== '');
}

function dayOf(event: ReplayedEvent, name: string): ReturnType<typeof localDate> {
  const day = text(event, name);
  return isPlainDate(day) ? day : localDate(event.at);
}
