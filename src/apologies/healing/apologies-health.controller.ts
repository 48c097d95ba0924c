import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../platform/web/access.js';
import { SilenceService } from './silence.service.js';

/** For monitoring, which signs in as somebody who only counts. */
@Controller('health')
export class ApologiesHealthController {
  constructor(private readonly silence: SilenceService) {}

  /** whether letters still go out: units that owe apologies and have issued none for too many working days */
  @Get('apologies')
  @Allow('admin', 'monitor')
  async apologies(): Promise<object> {
    const { owed, units, silent } = await this.silence.gauge();
    return {
      status: silent.length === 0 ? 'ok' : 'alarm',
      owed,
      unitsOwing: units,
      silent: silent.map(({ unitCode, days, owed: waiting }) => ({ unitCode, days, owed: waiting })),
    };
  }
}
