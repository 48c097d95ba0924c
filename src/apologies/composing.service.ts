import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { LetterAccess } from './letter-access.service.js';
import { LettersRepository } from './letters.repository.js';
import { newLetter, SIGNED } from './new-letter.js';
import { OwedRepository, type Owed } from './owed.repository.js';

/** What a person writes into a draft. */
export interface Composition {
  readonly dossierCode: string;
  /** which of what the dossier is owed; null: all of it */
  readonly obligationIds: readonly string[] | null;
  /** null: the sentence is made from the ledger until somebody writes one */
  readonly reason: string | null;
  /** what the citizen is told instead of the reason; null: the reason itself */
  readonly sentence: string | null;
  /** entry of the short list; null: none was chosen */
  readonly reasonKey: string | null;
  /** null: as the obligation says */
  readonly fault: Fault | null;
  readonly newDueAt: Instant | null;
}

/** Letters that people begin themselves. */
@Injectable()
export class ComposingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly owed: OwedRepository,
    private readonly breaches: BreachService,
    private readonly access: LetterAccess,
  ) {}

  /**
   * Drafts a letter by hand for what a dossier is owed; normally the sweep has done so already.
   *
   * @throws DomainError `letter.action_refused` when nothing is owed, or a letter is under way; `request.invalid` for
   *   obligations that are not owed for this dossier, and for a new date where lateness is not among them;
   *   `dossier.extension_limit`, `dossier.date_refused`
   */
  async compose(composition: Composition, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const dossier = await this.access.dossierOf(composition.dossierCode, by);
      const owed = chosen(await this.owed.of(dossier.id), composition);
      const [first] = owed;
      await this.access.requireAgency(first.unitCode, by);
      await this.breaches.requireExtensible(dossier, composition.newDueAt, at);
      const { unitCode, fault } = first;
      const { reason, sentence, reasonKey, newDueAt } = composition;
      await this.access.requireWords(unitCode, { reasonKey, reason, sentence });
      const about = { id: newId(at), dossierId: dossier.id, unitCode, fault: composition.fault ?? fault };
      const draft = newLetter({ ...about, at, by: by.username, mode: SIGNED });
      const letter = { ...draft, reason, sentence, reasonKey, newDueAt };
      const ids = owed.map(({ id }) => id);
      try {
        await this.transactor.run(async (tx) => {
          await this.access.remember(tx, write, letter.id, at);
          await this.letters.create(tx, letter, ids);
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new DomainError('letter.action_refused', 'a letter is under way for this dossier: change that one', {
          code: dossier.code,
          allowed: ['revise'],
        });
      }
      return letter.id;
    });
  }
}

/** The obligations that the letter is to settle, at least one. */
function chosen(
  owed: readonly Owed[],
  { dossierCode, obligationIds, newDueAt }: Composition,
): readonly [Owed, ...Owed[]] {
  const [first, ...others] = obligationIds === null ? owed : owed.filter(({ id }) => obligationIds.includes(id));
  if (owed.length === 0) {
    const facts = { code: dossierCode, allowed: [] };
    throw new DomainError('letter.action_refused', 'nothing is owed for this dossier', facts);
  }
  const wanted = obligationIds === null ? owed.length : new Set(obligationIds).size;
  if (!first || wanted !== others.length + 1) {
    throw invalid('obligationIds', 'Có mục không phải nghĩa vụ xin lỗi còn nợ của hồ sơ này');
  }
  if (newDueAt !== null && ![first, ...others].some(({ cause }) => cause === 'late')) {
    throw invalid('newDueAt', 'Chỉ hẹn lại ngày khi thư xin lỗi về việc trễ hạn');
  }
  return [first, ...others];
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', message, {}, [{ field, message }]);
}
