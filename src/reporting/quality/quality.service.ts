import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { DEFECT_KINDS, type DefectKind } from '../../domain/kpi/data-quality.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ReportLabelsService } from '../report-labels.service.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { QualityDefects, type DefectCount, type DefectLine } from './quality-defects.repository.js';

export interface QualityAsked {
  readonly unit?: string | undefined;
  /** the first kind with a defect when left out */
  readonly kind?: DefectKind | undefined;
  /** the code the page before ended at */
  readonly after?: string | undefined;
}

export interface QualityPage {
  readonly unit: ReportScope['unit'];
  readonly unitCodes: readonly string[];
  /** the year without a calendar of which dossiers will soon be promised; null: there is one */
  readonly calendar: { readonly year: number; readonly state: 'missing' | 'unconfirmed' } | null;
  readonly counts: readonly DefectCount[];
  /** which kind the list is of; null: there is nothing to mend */
  readonly kind: DefectKind | null;
  readonly lines: readonly DefectLine[];
  readonly nextAfter: string | null;
  readonly units: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

const ROWS = 30;

/** A list with an owner, to be emptied. Reads only. */
@Injectable()
export class QualityService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly defects: QualityDefects,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    private readonly calendars: CalendarService,
  ) {}

  /** @throws DomainError `not_found` for an unknown unit, `auth.forbidden` for one out of reach */
  async page({ unit: unitCode, kind: asked, after = '' }: QualityAsked, by: Actor): Promise<QualityPage> {
    const { unit, unitCodes } = await this.scopes.of(by, unitCode ?? null);
    const today = localDate(this.clock.now());
    const [found, calendar] = await Promise.all([this.defects.counts(unitCodes, today), this.calendars.outlook()]);
    const counts = DEFECT_KINDS.map((kind) => found.find((row) => row.kind === kind) ?? { kind, n: 0 });
    const kind = asked ?? counts.find(({ n }) => n > 0)?.kind ?? null;
    const rows = kind === null ? [] : await this.defects.page(kind, unitCodes, today, after, ROWS);
    const lines = rows.slice(0, ROWS);
    const [units, people] = await Promise.all([
      this.labels.of('unit', [], today),
      this.labels.of(
        'officer',
        lines.flatMap(({ holderUsername }) => holderUsername ?? []),
        today,
      ),
    ]);
    const nextAfter = rows.length > ROWS ? (lines.at(-1)?.code ?? null) : null;
    return { unit, unitCodes, calendar, counts, kind, lines, nextAfter, units, people };
  }
}
