import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ApologiesModule } from '../apologies/apologies.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CountingModule } from '../counting/counting.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { DashboardPages } from './dashboard.pages.js';
import { DashboardService } from './dashboard.service.js';
import { DistanceService } from './distance.service.js';
import { NARRATIVE } from './narrative/narrative.parts.js';
import { OnTimeService } from './on-time.service.js';
import { PROCEDURE_COUNTS } from './procedures/procedures.parts.js';
import { QD766 } from './qd766/qd766.parts.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService } from './report-scope.service.js';
import { ReportingRepository } from './reporting.repository.js';
import { ReportsController } from './reports.controller.js';
import { WaitingWorkService } from './waiting-work.service.js';

/** Figures: reads only. */
@Module({
  imports: [
    CalendarModule,
    UnitsModule,
    AccountsModule,
    ProceduresModule,
    CountingModule,
    DossiersModule,
    ApologiesModule,
  ],
  controllers: [
    ReportsController,
    DashboardPages,
    ...NARRATIVE.controllers,
    ...PROCEDURE_COUNTS.controllers,
    ...QD766.controllers,
  ],
  providers: [
    ReportingRepository,
    ReportScopeService,
    ReportLabelsService,
    OnTimeService,
    DistanceService,
    DashboardService,
    WaitingWorkService,
    ...NARRATIVE.providers,
    ...PROCEDURE_COUNTS.providers,
    ...QD766.providers,
  ],
  exports: [OnTimeService, DistanceService],
})
export class ReportingModule {}
