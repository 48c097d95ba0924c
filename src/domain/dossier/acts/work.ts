import { hasRole, type Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import { decide, type ActContext, type Decision, type BookEntry } from '../decision.js';
import type { Dossier, Outcome } from '../dossier.js';
import { next, refused } from '../transitions.js';
import { isConcerned, mayHandOn, requireHolder, requireRole } from './permission.js';

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
export function attach(dossier: Dossier, context: ActContext, attachment: Attachment): Decision {
  const { name, contentType } = attachment;
  next(dossier, 'attach');
  requireConcerned(dossier, context.by);
  return decide(dossier, context, {
    act: 'attach',
    to: {},
    payload: { name, contentType },
    books: [fileBook(context, attachment)],
  });
}

/** The same paper put with the dossier by an act that it proves. */
export function withFile(decision: Decision, context: ActContext, attachment: Attachment): Decision {
  return { ...decision, books: [...decision.books, fileBook(context, attachment)] };
}

function fileBook({ at, by }: ActContext, { id, name, ...file }: Attachment): BookEntry {
  return {
    book: 'dossier_file',
    id,
    isNew: true,
    facts: { ...file, addedBy: by.username, removedBy: null },
    instants: { addedAt: at, removedAt: null },
    words: { name },
  };
}

export interface FileRemoval {
  /** of the row in `dossier_file` */
  readonly id: string;
  /** it was taken off the list before */
  readonly removed: boolean;
  readonly reason: string;
}

/**
 * A file that should not be with the dossier is taken off its list. The row and the bytes stay: what was put there and
 * why it went can be seen for ever.
 *
 * @throws DomainError as `note`; `dossier.action_refused` for a file that was taken off before
 */
export function removeFile(dossier: Dossier, context: ActContext, { id, removed, reason }: FileRemoval): Decision {
  next(dossier, 'remove_file');
  requireConcerned(dossier, context.by);
  if (removed) throw refused(dossier, 'remove_file', 'this file was taken off the list already');
  return decide(dossier, context, {
    act: 'remove_file',
    to: {},
    payload: { fileId: id, reason },
    books: [
      {
        book: 'dossier_file',
        id,
        isNew: false,
        facts: { removedBy: context.by.username },
        instants: { removedAt: context.at },
      },
    ],
  });
}

/**
 * The agency has the result and sends it to the desk. The desk has not got it yet: the clock runs on, and nobody is
 * told to come.
 *
 * @throws DomainError `dossier.action_refused` by status, or when it was sent before; `auth.forbidden` for anybody
 *   but the specialist who holds it, or the leader of that unit
 * Source: acts.md transfer result; reference 9.1 (a specialist's own dossiers); R18.
 */
export function transferResult(
  dossier: Dossier,
  context: ActContext,
  { outcome, number }: { readonly outcome: Outcome; readonly number: string | null },
): Decision {
  next(dossier, 'transfer_result');
  requireRole('transfer_result', context.by);
  requireUnit(dossier, context.by);
  if (!maySendResult(dossier, context.by)) requireHolder(dossier, context.by, false);
  if (dossier.resultSentAt !== null) throw refused(dossier, 'transfer_result', 'the result is on its way already');
  return decide(dossier, context, {
    act: 'transfer_result',
    to: { resultSentAt: context.at },
    payload: { outcome, number },
  });
}

/** The specialist who holds it, or a leader of the unit. */
export function maySendResult(dossier: Dossier, by: Actor): boolean {
  return dossier.holder.unitCode === by.unitCode && (hasRole(by, 'leader') || mayHandOn(dossier, by, false));
}

function requireConcerned(dossier: Dossier, by: Actor): void {
  if (isConcerned(dossier, by)) return;
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
