import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { DossierActPages } from './dossier-acts.pages.js';
import { DossierSearchPages } from './dossier-search.pages.js';
import { DossierListPages } from './dossier-list.pages.js';
import { DossierPageService } from './dossier-page.service.js';
import { PageReference } from './page-reference.service.js';
import { DossierScreen } from './dossier-screen.js';
import { DossierTurn } from './dossier-turn.js';
import { DossierPages } from './dossier.pages.js';
import { IntakeScreen } from './intake-screen.js';
import { IntakePages } from './intake.pages.js';
import { ListScreenService } from './list-screen.service.js';
import { ReceiptPages } from './receipt.pages.js';
import { StandingsService } from './standings.service.js';
import { ActAnswer } from './act-answer.js';
import { ActRunner } from './act-runner.js';
import { ActsController } from './acts.controller.js';
import { ActContexts } from './act-contexts.js';
import { ActsService } from './acts.service.js';
import { BreachService } from './breach.service.js';
import { DossierListRepository } from './dossier-list.repository.js';
import { DossierListService } from './dossier-list.service.js';
import { DossierQueryService } from './dossier-query.service.js';
import { ReadersService } from './readers.service.js';
import { TermsService } from './terms.service.js';
import { WaitingRepository } from './waiting.repository.js';
import { WaitingService } from './waiting.service.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkService } from './bulk/bulk.service.js';
import { DossierFilesController } from './work/dossier-files.controller.js';
import { DossierFilesRepository } from './work/dossier-files.repository.js';
import { DossierFilesService } from './work/dossier-files.service.js';
import { StagesController } from './stages/stages.controller.js';
import { StagesService } from './stages/stages.service.js';
import { WorkController } from './work/work.controller.js';
import { WorkService } from './work/work.service.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersRepository } from './dossiers.repository.js';
import { HistoryRepository } from './history.repository.js';
import { IntakeService } from './intake.service.js';
import { PapersController } from './papers.controller.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { ReceiptNames } from './receipt-names.js';
import { ReceiptsService } from './receipts.service.js';
import { ReplayGrounds } from './replay/replay-grounds.js';
import { ReplayRepository } from './replay/replay.repository.js';
import { ReplayService } from './replay/replay.service.js';
import { RevealsService } from './reveals.service.js';

/** Intake, work, settlement: acts, ledger and obligations in one write. */
@Module({
  imports: [CalendarModule, UnitsModule, AccountsModule, ProceduresModule],
  controllers: [
    DossiersController,
    ActsController,
    BulkController,
    DossierFilesController,
    StagesController,
    WorkController,
    PapersController,
    DossierListPages,
    DossierSearchPages,
    IntakePages,
    ReceiptPages,
    DossierPages,
    DossierActPages,
  ],
  providers: [
    ActAnswer,
    ActContexts,
    ActRunner,
    ActsService,
    BreachService,
    BulkService,
    DossierFilesRepository,
    DossierFilesService,
    StagesService,
    WorkService,
    DossierListRepository,
    DossierListService,
    DossierPageService,
    DossierQueryService,
    DossierScreen,
    DossierTurn,
    DossiersRepository,
    HistoryRepository,
    IntakeScreen,
    IntakeService,
    ListScreenService,
    PageReference,
    PeopleRepository,
    PeopleService,
    ReadersService,
    ReceiptNames,
    ReceiptsService,
    ReplayGrounds,
    ReplayRepository,
    ReplayService,
    RevealsService,
    StandingsService,
    TermsService,
    WaitingRepository,
    WaitingService,
  ],
  exports: [
    ActsService,
    BreachService,
    DossierListService,
    DossierQueryService,
    IntakeService,
    PeopleService,
    ReceiptsService,
    ReplayService,
    StandingsService,
    TermsService,
    WaitingService,
  ],
})
export class DossiersModule {}
