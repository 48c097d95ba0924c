import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ChecksPages } from './checks.pages.js';
import { ChecksRepository } from './checks.repository.js';
import { ChecksService } from './checks.service.js';
import { FirstRunService } from './first-run.service.js';
import { SetupCode } from './setup-code.js';
import { SetupPages } from './setup.pages.js';

/** The first run: the first administrator, what is shipped, and whether the server is fit for work. */
@Module({
  imports: [AccountsModule, CalendarModule, UnitsModule, ProceduresModule],
  controllers: [ChecksPages, SetupPages],
  providers: [ChecksRepository, ChecksService, FirstRunService, SetupCode],
})
export class SetupModule {}
