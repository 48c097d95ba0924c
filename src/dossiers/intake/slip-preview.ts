import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { readSpells } from '../../calendar/spell-text.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { answerDueAfter } from '../../domain/dossier/acts/filing.js';
import { DomainError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { localDate } from '../../domain/time/plain-date.js';
import { receptionAt, type Reception } from '../../domain/time/reception.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { closedError } from '../../units/closures.service.js';
import { UnitsService } from '../../units/units.service.js';
import { TermsService } from '../terms.service.js';
import type { SlipView } from './dossier-new.view.js';
import { filingSlipView, NO_SLIP, slipView } from './slip.view.js';

/** What is chosen in a form so far. */
export interface Chosen {
  readonly procedureCode: string;
  readonly instant: boolean;
  /** filed online with the desk's help */
  readonly assisted: boolean;
}

/** The live slip beside the form: what would be promised now. */
@Injectable()
export class SlipPreview {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly terms: TermsService,
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
  ) {}

  /** The procedures that may be chosen at this desk today, by code. */
  receivable(by: Actor): Promise<ProcedureVersion[]> {
    return this.terms.receivable(by.unitCode, localDate(this.clock.now()));
  }

  /** Why this desk receives nothing at all: it has none, or it has ended and another goes on. */
  async noDesk(by: Actor, t: Translator): Promise<string> {
    const closure = await this.terms.closure(by.unitCode, localDate(this.clock.now()));
    if (!closure) return t('intake.no_desk');
    const { happened, todo } = refusalWords(closedError('procedure.not_in_force', closure), t);
    return `${happened}. ${todo}`;
  }

  /** Nothing chosen, nothing promised; what cannot be promised is said in words. */
  async of({ procedureCode, instant, assisted }: Chosen, by: Actor, t: Translator): Promise<SlipView> {
    if (procedureCode === '') return NO_SLIP;
    const now = this.clock.now();
    try {
      const preview = await this.terms.preview(procedureCode, by.unitCode, now);
      if (assisted) {
        const deskCalendar = await this.calendar.workingCalendar(by.unitCode);
        return filingSlipView(preview, answerDueAfter(deskCalendar, now), t);
      }
      if (instant && !preview.version.instant) return { ...NO_SLIP, refusal: t('slip.no_instant') };
      return slipView(preview, { instant, now, reception: await this.reception(by, now) }, t);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { happened, todo } = refusalWords(error, t);
      return { ...NO_SLIP, refusal: `${happened}. ${todo}` };
    }
  }

  /** Is the desk at work, open on a Saturday to receive only, or closed? It receives all the same. */
  private async reception({ unitCode }: Actor, now: Instant): Promise<Reception> {
    const hours = readSpells(await this.units.setting(unitCode, 'saturday_hours', localDate(now)));
    const saturday = hours === 'faulty' ? null : hours;
    return receptionAt(await this.calendar.workingCalendar(unitCode), saturday, now);
  }
}
