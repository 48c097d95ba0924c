import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { Letter, LetterMode } from '../domain/apology/letter.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { newId } from '../platform/ids/new-id.js';
import { LettersRepository, type Owed } from './letters.repository.js';
import { NoticesService } from './notices.service.js';
import { LetterModes } from './letter-modes.js';

const BATCH = 200;

/** Writes the draft of every letter that is owed: at once, by itself, one each. */
@Injectable()
export class DraftingService {
  private readonly log = new Logger(DraftingService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly notices: NoticesService,
    private readonly modes: LetterModes,
  ) {}

  /**
   * Drafts a letter for each owed obligation that has none. Two sweeps at once draft one letter: the second meets the
   * unique index of living letters and leaves it at that.
   *
   * @returns how many were drafted by this run
   */
  async draftOwed(): Promise<number> {
    let [drafted, stuck] = [0, 0];
    for (;;) {
      // Those that failed stay at the head of the list: without passing over them nobody behind would get a turn.
      const owed = await this.letters.withoutLetter(this.database, BATCH, stuck);
      for (const obligation of owed) {
        if (await this.draftOne(obligation)) drafted += 1;
        else stuck += 1;
      }
      if (owed.length < BATCH) return drafted;
    }
  }

  private async draftOne(owed: Owed): Promise<boolean> {
    const at = this.clock.now();
    try {
      const mode = await this.modes.of(owed.unitCode, at);
      const letter = newLetter({
        id: newId(at),
        dossierId: owed.dossierId,
        unitCode: owed.unitCode,
        fault: owed.fault,
        at,
        by: SYSTEM.username,
        mode,
      });
      const notice = letter.mode === 'sign' ? await this.notices.lateNotice(owed.id, owed.dossierId, at) : null;
      await this.transactor.run(async (tx) => {
        await this.letters.create(tx, letter, [owed.id]);
        if (notice) await this.notices.queue(tx, notice, at);
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      this.log.error(
        `no letter drafted for obligation ${owed.id}: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      return false;
    }
  }
}

interface Draft {
  readonly id: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly fault: Fault;
  readonly at: Instant;
  readonly by: string;
  readonly mode: { readonly mode: LetterMode; readonly approvedBy: string | null };
}

/** A draft; under a standing approval it is approved from the start. Source: acts.md, Letter. */
export function newLetter({ id, dossierId, unitCode, fault, at, by, mode }: Draft): Letter {
  const approved = mode.mode === 'auto';
  return {
    id,
    dossierId,
    unitCode,
    state: approved ? 'approved' : 'drafted',
    mode: mode.mode,
    reason: null,
    fault,
    newDueAt: null,
    draftedAt: at,
    draftedBy: by,
    approvedAt: approved ? at : null,
    approvedBy: approved ? mode.approvedBy : null,
    comment: null,
    number: null,
    date: null,
    facts: null,
    numberedAt: null,
    numberedBy: null,
    issuedAt: null,
    fileHash: null,
    version: 1,
  };
}
