import { Module, type ModuleMetadata } from '@nestjs/common';
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
import { DIGEST } from './digest/digest.parts.js';
import { EVALUATION } from './evaluation/evaluation.parts.js';
import { LIVE } from './live/live.parts.js';
import { NARRATIVE } from './narrative/narrative.parts.js';
import { PRINTED } from './printed/printed.parts.js';
import { PROCEDURE_COUNTS } from './procedures/procedures.parts.js';
import { QD766 } from './qd766/qd766.parts.js';
import { QUALITY } from './quality/quality.parts.js';
import { RADAR } from './radar/radar.parts.js';
import { RECONCILE } from './reconcile/reconcile.parts.js';
import { RATES } from './rates/rates.parts.js';
import { STAGES } from './stages/stages.parts.js';
import { STATUTORY } from './statutory/statutory.parts.js';
import { VIEWS } from './views/report-views.parts.js';
import { WALL } from './wall/wall.parts.js';
import { DashboardPages } from './dashboard.pages.js';
import { DashboardService } from './dashboard.service.js';
import { DistanceService } from './distance.service.js';
import { OnTimeService } from './on-time.service.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService } from './report-scope.service.js';
import { ReportingRepository } from './reporting.repository.js';
import { ReportsController } from './reports.controller.js';
import { WaitingWorkService } from './waiting-work.service.js';

const ROOMS: readonly Pick<ModuleMetadata, 'controllers' | 'providers'>[] = [
  BOARD,
  BRIEF,
  DIGEST,
  EVALUATION,
  LIVE,
  NARRATIVE,
  PRINTED,
  PROCEDURE_COUNTS,
  QD766,
  QUALITY,
  RADAR,
  RATES,
  RECONCILE,
  STAGES,
  STATUTORY,
  VIEWS,
  WALL,
];

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
  controllers: [ReportsController, DashboardPages, ...ROOMS.flatMap(({ controllers }) => controllers ?? [])],
  providers: [
    ReportingRepository,
    ReportScopeService,
    ReportLabelsService,
    OnTimeService,
    DistanceService,
    DashboardService,
    WaitingWorkService,
    ...ROOMS.flatMap(({ providers }) => providers ?? []),
  ],
  exports: [OnTimeService, DistanceService],
})
export class ReportingModule {}
