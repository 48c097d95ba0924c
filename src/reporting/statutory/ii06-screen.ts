import { Inject, Injectable } from '@nestjs/common';
import type { Adjustment } from '../../counting/closed-days.service.js';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ClosingBooks } from '../closing/closing-books.service.js';
import { ClosingSignatures } from '../closing/closing-signatures.service.js';
import type { SignedClosing } from '../closing/closing-signatures.repository.js';
import { ClosingsService, CLOSERS } from '../closing/closings.service.js';
import type { Difference } from '../closing/closing-figures.js';
import type { Closing } from '../closing/closings.repository.js';
import { periodAtHand } from '../named-period.js';
import { ReportScopeService } from '../report-scope.service.js';
import type { Ii06Query } from './ii06.dto.js';
import { StatutoryService, type Ii06Report } from './statutory.service.js';

/** What the page of form II.06 shows. */
export interface Ii06Page {
  readonly report: Ii06Report;
  readonly today: PlainDate;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** null while the period is open */
  readonly closing: Closing | null;
  /** as its head has signed it electronically; null: on paper, or not yet */
  readonly signed: SignedClosing | null;
  readonly maySign: boolean;
  /** what the forms of a closed period would say today, where that is something else */
  readonly changed: readonly Difference[];
  /** what this period shows of days closed before */
  readonly adjustments: readonly Adjustment[];
  readonly mayClose: boolean;
}

/** Adjustments that a page names; a period has few, for acts are written on their day. */
const ADJUSTMENTS = 50;

/** Reads what the page of form II.06 is about. */
@Injectable()
export class Ii06Screen {
  constructor(
    private readonly statutory: StatutoryService,
    private readonly scopes: ReportScopeService,
    private readonly books: ClosingBooks,
    private readonly closings: ClosingsService,
    private readonly signatures: ClosingSignatures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `auth.forbidden` for a unit out of reach, `request.invalid` for a period that is none */
  report(by: Actor, { form = 'a', period, unit }: Ii06Query): Promise<Ii06Report> {
    const asked = periodAtHand(period, localDate(this.clock.now()));
    return this.statutory.report(by, { form, period: asked, unitCode: unit ?? null });
  }

  /** Throws as `report`. */
  async page(by: Actor, query: Ii06Query): Promise<Ii06Page> {
    const report = await this.report(by, query);
    const { unit, period } = report;
    const { unitCodes } = await this.scopes.of(by, unit.code);
    const closing = await this.books.find(unit.code, period.code);
    const signed = closing && (await this.signatures.find(closing));
    const today = localDate(this.clock.now());
    return {
      ...{ report, today, closing, signed },
      maySign: closing !== null && signed === null && hasRole(by, ...CLOSERS),
      units: await this.scopes.choices(by),
      changed: closing ? await this.closings.check(by, closing) : [],
      adjustments: await this.closings.adjustments(unitCodes, period, ADJUSTMENTS),
      mayClose: closing === null && period.to < today && hasRole(by, ...CLOSERS),
    };
  }
}
