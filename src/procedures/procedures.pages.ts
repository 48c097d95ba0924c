import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate, yearOf } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { UnitsService } from '../units/units.service.js';
import { proceduresPageView } from './procedures-page.view.js';
import { ProcedureSearch } from './procedures.dto.js';
import { ProceduresService } from './procedures.service.js';

/** The catalogue, to be read. */
@Controller('reference/procedures')
export class ProceduresPages {
  constructor(
    private readonly procedures: ProceduresService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'leader')
  async show(@Query() { q = '' }: ProcedureSearch, @Req() request: WebRequest): Promise<string> {
    const today = localDate(this.clock.now());
    const versions = await this.procedures.search(q, today);
    const units = await this.units.tree();
    const unitName = (code: string): string | null => units.find(code)?.name ?? null;
    const view = proceduresPageView({ versions, q, year: yearOf(today), unitName }, this.pages.words(request));
    return this.pages.page(request, 'reference/list', view, { title: view.heading });
  }
}
