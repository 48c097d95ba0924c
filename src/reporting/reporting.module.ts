import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ApologiesModule } from '../apologies/apologies.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CountingModule } from '../counting/counting.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WorkModule } from '../worklist/work.module.js';
import { BOARD } from './board/board.parts.js';
import { BRIEF } from './brief/brief.parts.js';
import { DashboardPages } from './dashboard.pages.js';
import { DashboardService } from './dashboard.service.js';
import { DIGEST } from './digest/digest.parts.js';
import { DistanceService } from './distance.service.js';
import { EVALUATION } from './evaluation/evaluation.parts.js';
import { LIVE } from './live/live.parts.js';
import { OnTimeService } from './on-time.service.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService } from './report-scope.service.js';
import { ReportingRepository } from './reporting.repository.js';
import { QUALITY } from './quality/quality.parts.js';
import { RADAR } from './radar/radar.parts.js';
import { ReportsController } from './reports.controller.js';
import { STATUTORY } from './statutory/statutory.parts.js';
import { STAGES } from './stages/stages.parts.js';
import { WaitingWorkService } from './waiting-work.service.js';
import { WALL } from './wall/wall.parts.js';

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
    WorkModule,
  ],
  controllers: [ReportsController, DashboardPages, ...STATUTORY.controllers],
  controllers: [ReportsController, DashboardPages, ...EVALUATION.controllers],
  controllers: [
    ReportsController,
    DashboardPages,
    ...LIVE.controllers,
    ...BRIEF.controllers,
    ...WALL.controllers,
    ...STAGES.controllers,
  ],
  controllers: [ReportsController, DashboardPages, ...RADAR.controllers, ...QUALITY.controllers],
  providers: [
    ReportingRepository,
    ReportScopeService,
    ReportLabelsService,
    OnTimeService,
    DistanceService,
    DashboardService,
    WaitingWorkService,
    ...STATUTORY.providers,
    ...DIGEST.providers,
    ...EVALUATION.providers,
    ...BOARD.providers,
    ...LIVE.providers,
    ...STAGES.providers,
    ...RADAR.providers,
    ...QUALITY.providers,
  ],
  exports: [OnTimeService, DistanceService],
})
export class ReportingModule {}
