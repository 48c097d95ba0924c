import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Authenticated } from '../platform/web/access.js';
import { listPage, type ListPage } from '../platform/web/list-page.js';
import { versionView, type ProcedureView, type VersionView } from './procedure.view.js';
import { ProcedureQuery } from './procedures.dto.js';
import { ProceduresService } from './procedures.service.js';

/** The catalogue as it is. */
@Controller('api/v1/procedures')
export class ProceduresController {
  constructor(
    private readonly procedures: ProceduresService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The versions in force on a day. */
  @Get()
  @Authenticated()
  async list(@Query() { q = '', field, onDay, ...page }: ProcedureQuery): Promise<ListPage<VersionView>> {
    const found = await this.procedures.search(q, onDay ?? localDate(this.clock.now()));
    const wanted = found.filter(({ fieldCode }) => field === undefined || fieldCode === field);
    return listPage(wanted.map(versionView), ({ code }) => code, page);
  }

  /** A procedure with all its versions. */
  @Get(':code')
  @Authenticated()
  async show(@Param('code') code: string): Promise<ProcedureView> {
    const today = localDate(this.clock.now());
    const versions = (await this.procedures.versions(code)).map(versionView);
    const holds = ({ validFrom, validTo }: VersionView): boolean =>
      validFrom <= today && (validTo === null || today < validTo);
    return { code, inForce: versions.find(holds) ?? null, versions };
  }
}
