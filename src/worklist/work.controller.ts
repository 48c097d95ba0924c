import { Controller, Get } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { Authenticated } from '../platform/web/access.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { WorkListService } from './work-list.service.js';
import { warningsJson, workListJson } from './work.json.js';

/** What the caller has to do today, for programs of their own. */
@Controller('api/v1')
@Authenticated()
export class WorkListController {
  constructor(private readonly work: WorkListService) {}

  /** What waits for the caller, the least slack first: at most as many of a kind as anybody does in a day. */
  @Get('worklist')
  async list(@CurrentActor() by: Actor): Promise<object> {
    return workListJson(await this.work.of(by));
  }

  /** Of that, what the caller was warned of and it is still so. */
  @Get('warnings')
  async warnings(@CurrentActor() by: Actor): Promise<object> {
    return { items: warningsJson(await this.work.of(by)) };
  }
}
