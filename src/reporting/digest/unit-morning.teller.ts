import { Injectable, Logger } from '@nestjs/common';
import { hasRole, type Actor, type Role } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { renderChart } from '../../platform/templates/chart.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { DigestTellers, type DigestSection, type DigestTeller } from '../../worklist/digest-tellers.js';
import { CHART_SIZE, monthPoints } from '../dashboard-page.view.js';
import { DashboardService } from '../dashboard.service.js';
import { monthLineOption, monthLineSummary } from '../rate-charts.view.js';
import { UnitMorningService } from './unit-morning.service.js';
import { unitMorningSections, withoutFigures } from './unit-morning.view.js';

/** Who answers for a unit, and is told each morning how it stands. */
const HEADS: readonly Role[] = ['leader', 'desk_head', 'division_head'];

/** Tells heads how their unit stands, in the one mail that everybody has in the morning. */
@Injectable()
export class UnitMorningTeller implements DigestTeller {
  private readonly log = new Logger(UnitMorningTeller.name);

  constructor(
    private readonly mornings: UnitMorningService,
    private readonly dashboard: DashboardService,
    tellers: DigestTellers,
  ) {
    tellers.join(this);
  }

  async tell(by: Actor, t: Translator): Promise<readonly DigestSection[]> {
    if (!hasRole(by, ...HEADS)) return [];
    try {
      const morning = await this.mornings.of(by);
      const sections = unitMorningSections(morning, t);
      return morning.lastWeek || morning.lastMonth ? [...sections, await this.chart(by, t)] : sections;
    } catch (error) {
      // Figures that do not add up are no figures (R25), but they must not take the list of work with them.
      if (!(error instanceof DomainError)) throw error;
      this.log.error(`no figures for ${by.username}: ${error.message}`);
      return [withoutFigures(t)];
    }
  }

  /** A week or a month that is over stands among the others of the year. */
  private async chart(by: Actor, t: Translator): Promise<DigestSection> {
    const months = monthPoints(await this.dashboard.monthsOf(by), t);
    const summary = monthLineSummary(months, t);
    const svg = await renderChart(monthLineOption(months, t), CHART_SIZE);
    return { title: t('dash.by_month'), lines: [summary], rows: [], chart: { svg, alt: summary } };
  }
}
