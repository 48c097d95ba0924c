import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Authenticated } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { Ii06Query } from './ii06.dto.js';
import { Ii06Screen } from './ii06-screen.js';
import { ii06Json, type Ii06Json } from './ii06-json.view.js';

@Controller('api/v1/reports')
@Authenticated()
export class Ii06Controller {
  constructor(private readonly screen: Ii06Screen) {}

  /** Form II.06 with its identities proven; a number in brackets is a column of the form. */
  @Get('ii06')
  async report(@Query() query: Ii06Query, @CurrentActor() by: Actor): Promise<Ii06Json> {
    return ii06Json(await this.screen.report(by, query));
  }
}
