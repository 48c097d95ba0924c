import { hasRole, type Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import type { Dossier, Outcome } from '../dossier.js';
import { next, refused } from '../transitions.js';
import { isAtDesk, isHeldBy, requireRole } from './permission.js';

/**
 * The head of the unit that holds a dossier gives it to one of its people, who holds it from now on.
 *
 * @param username somebody of that unit: the caller has looked
 * @throws DomainError `dossier.action_refused` by status, or while it is on its way elsewhere; `auth.forbidden` for
 *   anybody but the head of the unit, or its leader
 * Source: acts.md assign; art. 19 NĐ 61/2018.
 */
export function assign(dossier: Dossier, context: ActContext, username: string): Decision {
  next(dossier, 'assign');
  requireRole('assign', context.by);
  requireUnit(dossier, context.by);
  if (dossier.pending) throw refused(dossier, 'assign', 'it is on its way: whoever receives it may assign it');
  const { unitCode } = dossier.holder;
  return decide(dossier, context, {
    act: 'assign',
    to: { holder: { unitCode, username }, heldSince: context.at },
    payload: { unitCode, username },
  });
}

/**
 * Words for colleagues, in the history.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the holder and the desk
 */
export function note(dossier: Dossier, context: ActContext, text: string): Decision {
  next(dossier, 'note');
  requireConcerned(dossier, context.by);
  return decide(dossier, context, { act: 'note', to: {}, payload: { text } });
}

export interface Attachment {
  readonly id: string;
  /** SHA-256 of its bytes, hex */
  readonly fileHash: string;
  readonly contentType: string;
  readonly name: string;
  readonly bytes: number;
}

/**
 * A paper scanned in, or a file from the citizen.
 *
 * @throws DomainError as `note`
 */
export function attach(dossier: Dossier, context: ActContext, { id, name, ...file }: Attachment): Decision {
  next(dossier, 'attach');
  requireConcerned(dossier, context.by);
  return decide(dossier, context, {
    act: 'attach',
    to: {},
    payload: { name, contentType: file.contentType },
    books: [
      {
        book: 'dossier_file',
        id,
        isNew: true,
        facts: { ...file, addedBy: context.by.username },
        instants: { addedAt: context.at },
        words: { name },
      },
    ],
  });
}

/**
 * The agency has the result and sends it to the desk. The desk has not got it yet: the clock runs on, and nobody is
 * told to come.
 *
 * @throws DomainError `dossier.action_refused` by status, or when it was sent before; `auth.forbidden` for anybody
 *   but a specialist or leader of the unit that holds it
 * Source: acts.md transfer result; R18.
 */
export function transferResult(
  dossier: Dossier,
  context: ActContext,
  { outcome, number }: { readonly outcome: Outcome; readonly number: string | null },
): Decision {
  next(dossier, 'transfer_result');
  requireRole('transfer_result', context.by);
  requireUnit(dossier, context.by);
  if (dossier.resultSentAt !== null) throw refused(dossier, 'transfer_result', 'the result is on its way already');
  return decide(dossier, context, {
    act: 'transfer_result',
    to: { resultSentAt: context.at },
    payload: { outcome, number },
  });
}

function requireConcerned(dossier: Dossier, by: Actor): void {
  const heads = by.unitCode === dossier.holder.unitCode && hasRole(by, 'division_head', 'leader', 'desk_head');
  if (isHeldBy(dossier.holder, by) || isAtDesk(dossier, by) || heads) return;
  throw new DomainError('auth.forbidden', 'only whoever holds the dossier and its desk may do this', {
    unitCode: dossier.holder.unitCode,
  });
}

function requireUnit({ holder }: Dossier, by: Actor): void {
  if (holder.unitCode === by.unitCode) return;
  throw new DomainError('auth.forbidden', 'only the unit that holds the dossier may do this', {
    unitCode: holder.unitCode,
  });
}
