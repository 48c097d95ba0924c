import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import type { Letter, LetterState } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { readCursor, writeCursor } from '../platform/database/list-cursor.js';
import { OutboxRepository, type Message } from '../platform/outbox/outbox.repository.js';
import { LetterFactsService } from './letter-facts.service.js';
import { LettersRepository, type LetterLine } from './letters.repository.js';
import { signaturesOf, type LetterSignature } from './signatures/signatures.repository.js';
import { ObligationsService } from './obligations.service.js';

/** A letter with what it says: frozen once numbered, as of now while it is a draft. */
export interface LetterRecord {
  readonly letter: Letter;
  readonly facts: LetterFacts;
  readonly messages: readonly Message[];
  /** what it settles, or is to settle */
  readonly obligationIds: readonly string[];
  /** electronic ones, in the order in which they were made */
  readonly signatures: readonly LetterSignature[];
}

export interface LetterQuestion {
  readonly state?: LetterState | undefined;
  readonly unit?: string | undefined;
  /** only of the reader's own unit, however far they see */
  readonly own?: boolean | undefined;
  /** left out: letters and forecasts */
  readonly forecast?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The order of the list of letters, by the day they were drafted. */
const NEWEST = 'drafted';

/** Reads letters for people of the agencies they belong to. */
@Injectable()
export class LetterQueryService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly letters: LettersRepository,
    private readonly facts: LetterFactsService,
    private readonly outbox: OutboxRepository,
    private readonly obligations: ObligationsService,
  ) {}

  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  async record(id: string, by: Actor): Promise<LetterRecord> {
    const letter = await this.letters.byId(this.database, id);
    const scope = await this.obligations.scope(undefined, by);
    if (!scope.includes(letter.unitCode) && !(await this.isAtDesk(letter, by))) {
      throw new DomainError('not_found', 'there is no such letter');
    }
    const obligationIds = await this.letters.obligationIds(this.database, letter.id);
    const ids = [letter.id, ...obligationIds];
    const [facts, messages, signatures] = await Promise.all([
      letter.facts ?? this.facts.of(letter, this.clock.now()).then((draft) => draft.facts),
      this.outbox.about(this.database, ids),
      letter.signedHow === 'signature' ? signaturesOf(this.database, letter.id) : [],
    ]);
    return { letter, facts, messages, obligationIds, signatures };
  }

  /** Works at the desk where the citizen handed the dossier in, and may ask for the letter. */
  async isAtDesk({ dossierId }: Letter, by: Actor): Promise<boolean> {
    return by.unitCode === (await this.letters.deskOf(this.database, dossierId));
  }

  /** @throws DomainError `request.malformed` for a cursor we did not give */
  async list(question: LetterQuestion, by: Actor): Promise<{ lines: LetterLine[]; nextCursor: string | null }> {
    const { state, unit, own = false, forecast = null, limit = 50, cursor } = question;
    const after = readCursor(NEWEST, cursor);
    const lines = await this.letters.list(this.database, {
      states: state ? [state] : [],
      unitCodes: own ? [by.unitCode] : await this.obligations.scope(unit, by),
      forecast,
      after,
      limit,
    });
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    return { lines: page, nextCursor: last ? writeCursor(NEWEST, last.letter.draftedAt, last.letter.id) : null };
  }

  /** @throws DomainError `not_found` when the message is about no letter */
  letterOfMessage(messageId: string): Promise<string> {
    return this.letters.letterOfMessage(this.database, messageId);
  }

  /** @throws DomainError `not_found` when there is none, or it is none of the reader's business */
  async about(dossierCode: string, by: Actor): Promise<Letter> {
    const id = await this.letters.latestAbout(this.database, dossierCode);
    if (id === null) throw new DomainError('not_found', 'no letter was begun for this dossier', { code: dossierCode });
    return (await this.record(id, by)).letter;
  }
}
