import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate, yearOf } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { unitsPageView } from './units-page.view.js';
import { UnitsService } from './units.service.js';

/** The units, to be read. */
@Controller('reference/units')
export class UnitsPages {
  constructor(
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'leader')
  async show(@Req() request: WebRequest): Promise<string> {
    const year = yearOf(localDate(this.clock.now()));
    const view = unitsPageView(await this.units.all(), year, this.pages.words(request));
    return this.pages.page(request, 'reference/list', view, { title: view.heading });
  }
}
