import { Inject, Injectable } from '@nestjs/common';
import { CoverageService, placeOf, totalOf } from '../../apologies/coverage/coverage.service.js';
import { ObligationsService } from '../../apologies/obligations.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { day15YearOf, type Period } from '../../domain/kpi/period.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ReportLabelsService } from '../report-labels.service.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { OpenCountsService } from './open-counts.service.js';

/** A unit with everything below it; the scope's own: what it decides with its own hands. */
export interface DueRow {
  readonly unitCode: string;
  readonly name: string;
  /** the scope's unit beside those below it: lists cannot say that */
  readonly own: boolean;
  /** by day of `days` */
  readonly counts: readonly number[];
}

export interface BoardFacts {
  readonly unit: ReportScope['unit'];
  readonly now: Instant;
  /** today and the days after it */
  readonly days: readonly PlainDate[];
  /** those with something to give; by name */
  readonly due: readonly DueRow[];
  /** by band of `AGE_BANDS` */
  readonly ageing: readonly number[];
  /** obligations opened in the statutory year so far */
  readonly cover: { readonly opened: number; readonly issued: number; readonly period: Period };
}

/** Today and a week. */
const DAYS = 8;

const alphabet = new Intl.Collator('vi', { numeric: true });

/** What is promised next, how long what is late has been late, and whether it was apologised for. Reads only. */
@Injectable()
export class BoardService {
  constructor(
    private readonly open: OpenCountsService,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    private readonly coverage: CoverageService,
    private readonly obligations: ObligationsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param unitCode null is the reader's own unit; @throws DomainError as `ReportScopeService.of` */
  async facts(actor: Actor, unitCode: string | null = null): Promise<BoardFacts> {
    const now = this.clock.now();
    const today = localDate(now);
    const days = Array.from({ length: DAYS }, (_, i) => addDays(today, i));
    const scope = await this.scopes.of(actor, unitCode);
    return {
      unit: scope.unit,
      now,
      days,
      due: await this.due(scope, days, now),
      ageing: await this.open.ageing(scope, now),
      cover: await this.cover(scope, actor, today),
    };
  }

  /** How much is late, by how long; for the picture. Throws as `facts`. */
  async ageingOf(actor: Actor, unitCode: string | null = null): Promise<readonly number[]> {
    return this.open.ageing(await this.scopes.of(actor, unitCode), this.clock.now());
  }

  private async due(scope: ReportScope, days: readonly PlainDate[], now: Instant): Promise<DueRow[]> {
    const today = localDate(now);
    const cells = await this.open.due(scope, { from: today, to: days.at(-1) ?? today }, now);
    const branches = await this.scopes.branches(scope);
    const counts = new Map<string, number[]>();
    for (const { unitCode, day, n } of cells) {
      const branch = branches.get(unitCode) ?? unitCode;
      const row = counts.get(branch) ?? days.map(() => 0);
      const ahead = days.indexOf(day);
      row[ahead] = (row[ahead] ?? 0) + n;
      counts.set(branch, row);
    }
    const names = await this.labels.of('unit', [...counts.keys()], today);
    const alone = scope.unitCodes.length === 1;
    return [...counts]
      .map(([code, row]) => ({
        unitCode: code,
        name: names.get(code) ?? code,
        own: code === scope.unit.code && !alone,
        counts: row,
      }))
      .sort((a, b) => alphabet.compare(a.name, b.name) || alphabet.compare(a.unitCode, b.unitCode));
  }

  private async cover({ unit }: ReportScope, actor: Actor, today: PlainDate): Promise<BoardFacts['cover']> {
    const period = day15YearOf(today);
    const place = placeOf(await this.obligations.reach(unit.code, actor));
    const { opened, issued } = totalOf(await this.coverage.sums([place], [period]));
    return { opened, issued, period };
  }
}
