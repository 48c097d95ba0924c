import { Injectable } from '@nestjs/common';
import type { Letter } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { DelaysService } from '../dossiers/faults/delays.service.js';
import type { DelayWords } from '../dossiers/faults/fault-record.js';
import type { Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids/new-id.js';
import type { NewMessage } from '../platform/outbox/outbox.repository.js';
import { LetterModes } from './letter-modes.js';
import { LettersRepository } from './letters.repository.js';
import { inMode, newLetter, SIGNED, type Mode } from './new-letter.js';
import { NoticesService } from './notices.service.js';
import { OwedRepository, type Owed } from './owed.repository.js';

/** A letter to be written, or changed, with what it is to settle from now on. */
export interface DraftPlan {
  /** null: it is new */
  readonly before: Letter | null;
  readonly letter: Letter;
  readonly obligationIds: readonly string[];
  readonly notice: NewMessage | null;
  readonly at: Instant;
}

/** Which draft each dossier gets for what it is owed: everything that is read and drawn before the transaction. */
@Injectable()
export class DraftPlans {
  constructor(
    private readonly letters: LettersRepository,
    private readonly owed: OwedRepository,
    private readonly delays: DelaysService,
    private readonly notices: NoticesService,
    private readonly modes: LetterModes,
  ) {}

  /** One plan for each dossier and agency. A draft of our own that nobody has approved takes up what else is owed. */
  async of(owed: readonly Owed[], at: Instant): Promise<DraftPlan[]> {
    const ids = [...new Set(owed.map(({ dossierId }) => dossierId))];
    const [drafts, words] = await Promise.all([this.owed.ownDrafts(ids, SYSTEM.username), this.delays.words(ids)]);
    const plans: DraftPlan[] = [];
    for (const group of groupedBy(owed, ({ dossierId, unitCode }) => `${dossierId} ${unitCode}`)) {
      const [first] = group;
      if (!first) continue;
      const draft = drafts.get(first.dossierId);
      const before = draft?.unitCode === first.unitCode ? draft : null;
      plans.push(await this.plan(group, first, before, words.get(first.dossierId) ?? null, at));
    }
    return plans;
  }

  /** The draft of a dossier in the words of its latest delay notice. */
  async rewritten(dossierId: string, at: Instant): Promise<DraftPlan[]> {
    const before = (await this.owed.ownDrafts([dossierId], SYSTEM.username)).get(dossierId);
    const words = (await this.delays.words([dossierId])).get(dossierId);
    if (!before || !words) return [];
    return [{ before, letter: told(before, words), obligationIds: [], notice: null, at }];
  }

  async write(tx: Tx, { before, letter, obligationIds, notice, at }: DraftPlan): Promise<void> {
    if (before === null) await this.letters.create(tx, letter, obligationIds);
    else {
      await this.letters.update(tx, before, letter);
      if (obligationIds.length > 0) await this.owed.join(tx, letter.id, obligationIds);
    }
    if (notice) await this.notices.queue(tx, notice, at);
  }

  private async plan(
    group: readonly Owed[],
    { dossierId, unitCode, fault }: Owed,
    before: Letter | null,
    said: DelayWords | null,
    at: Instant,
  ): Promise<DraftPlan> {
    const late = group.find(({ cause }) => cause === 'late');
    const words = late ? said : null;
    const alone = group.every(({ cause }) => cause === 'late') && (before === null || before.forecast);
    const mode = alone && (words?.newDueAt ?? null) === null ? await this.modes.of(unitCode, at) : SIGNED;
    const letter = drafted(before, { dossierId, unitCode, fault, at }, words, mode);
    return {
      before,
      letter,
      obligationIds: group.map(({ id }) => id),
      notice: late && letter.mode === 'sign' ? await this.notices.lateNotice(late.id, dossierId, at) : null,
      at,
    };
  }
}

function drafted(
  before: Letter | null,
  { at, ...about }: Pick<Owed, 'dossierId' | 'unitCode' | 'fault'> & { readonly at: Instant },
  words: DelayWords | null,
  mode: Mode,
): Letter {
  const draft = before ?? newLetter({ ...about, id: newId(at), at, by: SYSTEM.username, mode: SIGNED });
  const fault = draft.forecast ? about.fault : draft.fault;
  const owed = { ...draft, forecast: false, fault };
  return inMode(words === null ? owed : told(owed, words), mode, at);
}

/** What an officer said stands in the letter. */
function told(letter: Letter, { reason, sentence, reasonKey, fault, newDueAt }: DelayWords): Letter {
  const kept = { reason: reason ?? letter.reason, reasonKey: reasonKey ?? letter.reasonKey };
  return { ...letter, ...kept, sentence, fault, newDueAt };
}

/** Rows with the same key together, in the order in which the keys came. */
export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}
