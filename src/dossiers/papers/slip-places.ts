import { Injectable } from '@nestjs/common';
import type { SlipFacts, SlipKind } from '../../domain/dossier/slip-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { WordingsService } from '../../wordings/wordings.service.js';

/** Whose paper it is: the letterhead, the desk, and the sentences that its unit words for itself. */
@Injectable()
export class SlipPlaces {
  constructor(
    private readonly units: UnitsService,
    private readonly wordings: WordingsService,
  ) {}

  /** @param said names that the sentences may mention */
  async of(
    kind: SlipKind,
    unitCode: string,
    at: Instant,
    said: Readonly<Record<string, string>>,
  ): Promise<Pick<SlipFacts, 'letterhead' | 'deskName' | 'closing'>> {
    const unit = await this.units.unit(unitCode);
    const { name, phone, hotline } = unit;
    const contact = { ...(phone === null ? {} : { phone }), ...(hotline === null ? {} : { hotline }) };
    const facts = { ...said, unit: name, ...contact };
    const closing = (wording: 'supplement-closing' | 'refusal-closing'): Promise<string> =>
      this.wordings.text(wording, unitCode, localDate(at), facts);
    return {
      letterhead: letterheadOf(unit, kind),
      deskName: name,
      closing:
        kind === 'supplement'
          ? await closing('supplement-closing')
          : kind === 'payment' || kind === 'return'
            ? ''
            : await closing('refusal-closing'),
    };
  }
}

/** A stop is the deciding agency's own act; everything else happens at the desk. */
function letterheadOf(unit: Unit, kind: SlipKind): SlipFacts['letterhead'] {
  return kind === 'stop'
    ? { superior: unit.letterheadSuperior ?? '', agency: unit.letterheadAgency, place: unit.place }
    : { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place };
}
