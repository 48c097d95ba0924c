import { Inject, Injectable } from '@nestjs/common';
import { reasonsOf, requireReason, requireSentence, type Reason } from '../domain/apology/reasons.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { UnitsService } from './units.service.js';

/** What somebody says of a delay. */
export interface ReasonWords {
  /** null: no entry of the list was chosen */
  readonly reasonKey: string | null;
  /** null: nothing was written now */
  readonly reason: string | null;
  readonly sentence: string | null;
}

/** The short list of reasons of a unit, and whether what was written beside it is a sentence. */
@Injectable()
export class ReasonsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly units: UnitsService,
  ) {}

  /** @param unitCode the agency that answers for the dossier */
  async of(unitCode: string): Promise<readonly Reason[]> {
    return reasonsOf(await this.units.setting(unitCode, 'delay_reasons', localDate(this.clock.now())));
  }

  /**
   * @throws DomainError `request.invalid` for an entry that is not on the unit's list, and for what is no sentence of
   *   somebody's own
   */
  async require(unitCode: string, { reasonKey, reason, sentence }: ReasonWords): Promise<void> {
    if (reasonKey === null && reason === null && sentence === null) return;
    const reasons = await this.of(unitCode);
    requireReason(reasonKey, reasons);
    // What the citizen is told; a reason that only the office reads may well be the entry of the list.
    if (sentence !== null) requireSentence(sentence, reasons, 'sentence');
    else if (reason !== null) requireSentence(reason, reasons, 'reason');
  }
}
