import { DomainError, type Facts } from '../../errors.js';
import type { PlainDate } from '../../time/plain-date.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import type { Dossier, PendingHandOver } from '../dossier.js';
import { next, refused } from '../transitions.js';
import { isHeldBy, requireDesk, requireHolder } from './permission.js';

export interface HandOver {
  readonly id: string;
  readonly toUnitCode: string;
  readonly toUsername: string | null;
  readonly note: string | null;
  /** the unit has no accounts here: the desk acknowledges for it */
  readonly outside: boolean;
  /** the unit is no more, since when, and who goes on with its work, by their names; left out: it stands */
  readonly ended?: { readonly unit: string; readonly from: PlainDate; readonly successor: string | null } | null;
}

/**
 * Sends the papers on. The giver holds the dossier until the receiver acknowledges it; the clock does not notice.
 *
 * @throws DomainError `dossier.action_refused` by status, or when an earlier hand-over still waits;
 *   `request.invalid` for a unit that has ended, and for where the dossier is already; `auth.forbidden` for anybody but the holder, or the desk when an outside agency holds it
 * Source: acts.md hand over; art. 18 NĐ 61/2018.
 */
export function handOver(
  dossier: Dossier,
  context: ActContext,
  { id, toUnitCode, toUsername, note, outside, ended = null }: HandOver,
): Decision {
  const status = next(dossier, 'hand_over');
  requireHolder(dossier, context.by, context.holderOutside === true);
  if (dossier.pending) {
    throw refused(
      dossier,
      'hand_over',
      `it was already handed to ${dossier.pending.unitCode}, which has not acknowledged it`,
    );
  }
  if (ended) {
    throw new DomainError('request.invalid', 'the unit has ended', { unitCode: toUnitCode, ...endFacts(ended) }, [
      { field: 'unitCode', message: endWords(ended) },
    ]);
  }
  if (toUnitCode === dossier.holder.unitCode && (toUsername === null || toUsername === dossier.holder.username)) {
    throw new DomainError('request.invalid', 'the dossier is already there', {}, [
      { field: 'unitCode', message: 'Hồ sơ đang ở chính nơi này; chọn nơi nhận khác' },
    ]);
  }
  const pending: PendingHandOver = { id, unitCode: toUnitCode, username: toUsername };
  return decide(dossier, context, {
    act: 'hand_over',
    to: { status, pending },
    payload: { toUnitCode, toUsername, outside },
    books: [
      {
        book: 'hand_over',
        id,
        isNew: true,
        facts: {
          fromUnitCode: dossier.holder.unitCode,
          fromUsername: dossier.holder.username,
          toUnitCode,
          toUsername,
          sentBy: context.by.username,
          acknowledgedBy: null,
          outside,
        },
        instants: { sentAt: context.at, acknowledgedAt: null },
        words: { note },
      },
    ],
  });
}

type Ended = NonNullable<HandOver['ended']>;

function endFacts({ unit, from, successor }: Ended): Facts {
  return { unit, closedFrom: from, ...(successor !== null && { successor }) };
}

function endWords({ successor }: Ended): string {
  return successor === null
    ? 'Nơi này đã kết thúc hoạt động; chọn nơi khác'
    : `Nơi này đã kết thúc hoạt động; chuyển đến ${successor}`;
}

/**
 * The receiver takes the papers: from now on they hold the dossier. The first acknowledgement starts the processing.
 *
 * @throws DomainError `dossier.action_refused` when nothing is on its way; `not_found` for another hand-over;
 *   `auth.forbidden` for anybody but the receiver
 * Source: acts.md acknowledge.
 */
export function acknowledge(dossier: Dossier, context: ActContext, handOverId: string, outside: boolean): Decision {
  const status = next(dossier, 'acknowledge');
  const { pending } = dossier;
  if (pending?.id !== handOverId)
    throw new DomainError('not_found', 'this hand-over does not wait any more', { code: dossier.code });
  if (outside) requireDesk(dossier, context.by);
  else if (!isHeldBy(pending, context.by)) {
    throw new DomainError('auth.forbidden', 'only the receiver of the hand-over may acknowledge it', {
      unitCode: pending.unitCode,
    });
  }
  const username = outside ? null : context.by.username;
  return decide(dossier, context, {
    act: 'acknowledge',
    to: { status, pending: null, holder: { unitCode: pending.unitCode, username }, heldSince: context.at },
    payload: { unitCode: pending.unitCode, username },
    books: [
      {
        book: 'hand_over',
        id: handOverId,
        isNew: false,
        facts: { acknowledgedBy: context.by.username },
        instants: { acknowledgedAt: context.at },
      },
    ],
  });
}
