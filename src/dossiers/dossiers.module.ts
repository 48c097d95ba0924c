import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WordingsModule } from '../wordings/wordings.module.js';
import { DossierActPages } from './dossier-acts.pages.js';
import { DossierSearchPages } from './dossier-search.pages.js';
import { DossierSearchService } from './search/dossier-search.service.js';
import { DossierSearchesController } from './search/dossier-searches.controller.js';
import { ListsRepository } from './search/lists.repository.js';
import { ListsService } from './search/lists.service.js';
import { SoughtRepository } from './search/sought.repository.js';
import { WordsRepository } from './search/words.repository.js';
import { DossierListPages } from './dossier-list.pages.js';
import { DossierPageService } from './dossier-page.service.js';
import { PageReference } from './page-reference.service.js';
import { DossierScreen } from './dossier-screen.js';
import { DossierTurn } from './dossier-turn.js';
import { DossierPages } from './dossier.pages.js';
import { KnownPeopleRepository } from './intake/known-people.repository.js';
import { KnownPeople } from './intake/known-people.service.js';
import { DeskIntake } from './intake/desk-intake.js';
import { TurnedAwayPages } from './intake/turned-away.pages.js';
import { PersonLookUp } from './intake/person-lookup.js';
import { SlipPreview } from './intake/slip-preview.js';
import { IntakeScreen } from './intake/intake-screen.js';
import { IntakePages } from './intake/intake.pages.js';
import { ListScreenService } from './list-screen.service.js';
import { ReceiptPages } from './papers/receipt.pages.js';
import { StandingsService } from './standings.service.js';
import { ActAnswer } from './act-answer.js';
import { ActRunner } from './act-runner.js';
import { ActsController } from './acts.controller.js';
import { ActContexts } from './act-contexts.js';
import { ClockController } from './clock/clock.controller.js';
import { ClockRepository } from './clock/clock.repository.js';
import { ExtraTimesService } from './clock/extra-times.service.js';
import { PaymentsService } from './clock/payments.service.js';
import { ReplanActs } from './clock/replan-acts.service.js';
import { ReplanRun } from './clock/replan-run.service.js';
import { ReplansController } from './clock/replans.controller.js';
import { ReplansJobs } from './clock/replans.jobs.js';
import { ReplansPages } from './clock/replans.pages.js';
import { ReplansRepository } from './clock/replans.repository.js';
import { ReplansService } from './clock/replans.service.js';
import { SupplementsService } from './clock/supplements.service.js';
import { ActsService } from './acts.service.js';
import { BreachService } from './breach.service.js';
import { DossierListRepository } from './dossier-list.repository.js';
import { DossierListService } from './dossier-list.service.js';
import { DossierQueryService } from './dossier-query.service.js';
import { ReadersService } from './readers.service.js';
import { TermsService } from './terms.service.js';
import { WaitingRepository } from './waiting.repository.js';
import { WaitingService } from './waiting.service.js';
import { WatchedPromisesRepository } from './watch/watched-promises.repository.js';
import { WatchedPromises } from './watch/watched-promises.service.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkPages } from './bulk/bulk.pages.js';
import { BulkService } from './bulk/bulk.service.js';
import { DossierFilesController } from './processing/dossier-files.controller.js';
import { DossierFilesRepository } from './processing/dossier-files.repository.js';
import { DossierFilesService } from './processing/dossier-files.service.js';
import { StagesController } from './stages/stages.controller.js';
import { StagesOfMany } from './stages/stages-of-many.service.js';
import { StagesService } from './stages/stages.service.js';
import { WorkController } from './processing/work.controller.js';
import { WorkService } from './processing/work.service.js';
import { DelaysService } from './faults/delays.service.js';
import { EndingsService } from './faults/endings.service.js';
import { FaultsController } from './faults/faults.controller.js';
import { FaultsRepository } from './faults/faults.repository.js';
import { FaultsService } from './faults/faults.service.js';
import { FilingsController } from './filings/filings.controller.js';
import { FilingsService } from './filings/filings.service.js';
import { RefusalsController } from './filings/refusals.controller.js';
import { RefusalsRepository } from './filings/refusals.repository.js';
import { RefusalsService } from './filings/refusals.service.js';
import { IntakeCircumstances } from './intake/intake-circumstances.js';
import { PaperSessionsController } from './paper-sessions/paper-sessions.controller.js';
import { PaperSessionsRepository } from './paper-sessions/paper-sessions.repository.js';
import { PaperSessionsService } from './paper-sessions/paper-sessions.service.js';
import { CorrectionsRepository } from './receipt-changes/corrections.repository.js';
import { CorrectionsService } from './receipt-changes/corrections.service.js';
import { ReceiptChangesController } from './receipt-changes/receipt-changes.controller.js';
import { VoidsService } from './receipt-changes/voids.service.js';
import { ReceiptFactsService } from './papers/receipt-facts.service.js';
import { COUNTER_PAGES, COUNTER_PROVIDERS } from './counter/counter.parts.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersRepository } from './dossiers.repository.js';
import { HistoryRepository } from './history.repository.js';
import { IntakeService } from './intake/intake.service.js';
import { PapersController } from './papers/papers.controller.js';
import { ControlFactsService } from './papers/control-facts.service.js';
import { ControlSlipsService } from './papers/control-slips.service.js';
import { IssuedPapersRepository } from './papers/issued-papers.repository.js';
import { IssuedPapersService } from './papers/issued-papers.service.js';
import { PaperPress } from './papers/paper-press.js';
import { PapersPages } from './papers/papers.pages.js';
import { RegisterPages } from './papers/register.pages.js';
import { RegisterRepository } from './papers/register.repository.js';
import { RegisterSheetsService } from './papers/register-sheets.service.js';
import { RegistersService } from './papers/registers.service.js';
import { ResultSlipPages } from './papers/result-slip.pages.js';
import { RefusalPapersPages } from './papers/refusal-papers.pages.js';
import { RefusalPapersService } from './papers/refusal-papers.service.js';
import { SlipPlaces } from './papers/slip-places.js';
import { SlipFactsService } from './papers/slip-facts.service.js';
import { SlipsService } from './papers/slips.service.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { ReceiptNames } from './papers/receipt-names.js';
import { ReceiptsService } from './papers/receipts.service.js';
import { MirrorsRepository } from './mirrors/mirrors.repository.js';
import { MirrorsService } from './mirrors/mirrors.service.js';
import { ReplayGrounds } from './replay/replay-grounds.js';
import { ReplayRepository } from './replay/replay.repository.js';
import { ReplayService } from './replay/replay.service.js';
import { RevealsService } from './reveals.service.js';
import { ErasureRepository } from './erasure/erasure.repository.js';
import { ErasureRooms } from './erasure/erasure-rooms.js';
import { ErasureService } from './erasure/erasure.service.js';
import { RetentionJobs } from './erasure/retention.jobs.js';
import { RetentionService } from './erasure/retention.service.js';
import { Traces } from './erasure/traces.js';
import { RowProofService } from './verify/row-proof.service.js';
import { RowSealsRepository } from './verify/row-seals.repository.js';
import { RowSealsService } from './verify/row-seals.service.js';
import { SealsJobs } from './verify/seals.jobs.js';
import { SealsProofService } from './verify/seals-proof.service.js';
import { SealsRepository } from './verify/seals.repository.js';
import { SealsService } from './verify/seals.service.js';
import { VerifyRepository } from './verify/verify.repository.js';
import { VerifyService } from './verify/verify.service.js';
import { ClockPages } from './clock/clock.pages.js';
import { DossierRooms } from './dossier-rooms.js';
import { DossierRoomsService } from './dossier-rooms.service.js';
import { FaultsPages } from './faults/faults.pages.js';
import { FilingsPages } from './filings/filings.pages.js';
import { DossierFilesPages } from './processing/dossier-files.pages.js';
import { WorkPages } from './processing/work.pages.js';
import { ReceiptChangesPages } from './receipt-changes/receipt-changes.pages.js';

/** Intake, work, settlement: acts, ledger and obligations in one write. */
@Module({
  imports: [CalendarModule, UnitsModule, AccountsModule, ProceduresModule, WordingsModule],
  controllers: [
    DossiersController,
    ActsController,
    ClockController,
    ReplansController,
    ReplansPages,
    BulkController,
    BulkPages,
    DossierFilesController,
    StagesController,
    WorkController,
    FaultsController,
    FilingsController,
    RefusalsController,
    PaperSessionsController,
    ReceiptChangesController,
    PapersController,
    PapersPages,
    RegisterPages,
    ResultSlipPages,
    RefusalPapersPages,
    DossierListPages,
    DossierSearchPages,
    DossierSearchesController,
    IntakePages,
    TurnedAwayPages,
    ReceiptPages,
    DossierPages,
    DossierActPages,
    ClockPages,
    DossierFilesPages,
    FaultsPages,
    FilingsPages,
    ReceiptChangesPages,
    WorkPages,
    ...COUNTER_PAGES,
  ],
  providers: [
    ErasureRepository,
    ErasureRooms,
    ErasureService,
    RetentionJobs,
    RetentionService,
    Traces,
    RowProofService,
    RowSealsRepository,
    RowSealsService,
    SealsJobs,
    SealsProofService,
    SealsRepository,
    SealsService,
    VerifyRepository,
    VerifyService,
    ...COUNTER_PROVIDERS,
    ActAnswer,
    ActContexts,
    ActRunner,
    ActsService,
    BreachService,
    ClockRepository,
    ExtraTimesService,
    PaymentsService,
    ReplanActs,
    ReplanRun,
    ReplansJobs,
    ReplansRepository,
    ReplansService,
    SupplementsService,
    BulkService,
    DossierFilesRepository,
    DossierFilesService,
    StagesOfMany,
    StagesService,
    WorkService,
    DelaysService,
    EndingsService,
    FaultsRepository,
    FaultsService,
    DossierListRepository,
    DossierListService,
    DossierPageService,
    DossierQueryService,
    DossierRooms,
    DossierRoomsService,
    DossierScreen,
    DossierSearchService,
    DossierTurn,
    DossiersRepository,
    HistoryRepository,
    IntakeScreen,
    KnownPeople,
    DeskIntake,
    PersonLookUp,
    SlipPreview,
    KnownPeopleRepository,
    FilingsService,
    IntakeCircumstances,
    IntakeService,
    CorrectionsRepository,
    CorrectionsService,
    VoidsService,
    ControlFactsService,
    ControlSlipsService,
    IssuedPapersRepository,
    IssuedPapersService,
    PaperPress,
    RegisterRepository,
    RegisterSheetsService,
    RegistersService,
    RefusalPapersService,
    SlipPlaces,
    SlipFactsService,
    SlipsService,
    ReceiptFactsService,
    PaperSessionsRepository,
    PaperSessionsService,
    RefusalsRepository,
    RefusalsService,
    ListScreenService,
    ListsRepository,
    ListsService,
    PageReference,
    PeopleRepository,
    PeopleService,
    ReadersService,
    ReceiptNames,
    ReceiptsService,
    MirrorsRepository,
    MirrorsService,
    ReplayGrounds,
    ReplayRepository,
    ReplayService,
    RevealsService,
    SoughtRepository,
    StandingsService,
    TermsService,
    WaitingRepository,
    WaitingService,
    WatchedPromises,
    WatchedPromisesRepository,
    WordsRepository,
  ],
  exports: [
    ErasureRooms,
    ErasureService,
    RetentionService,
    RowProofService,
    SealsProofService,
    SealsService,
    VerifyService,
    ActAnswer,
    ActsService,
    DelaysService,
    EndingsService,
    FaultsService,
    BreachService,
    DossierListService,
    DossierQueryService,
    DossierTurn,
    IntakeService,
    ListsService,
    MirrorsService,
    PeopleService,
    ReceiptsService,
    ReplayService,
    StagesOfMany,
    StandingsService,
    TermsService,
    WaitingService,
    WatchedPromises,
  ],
})
export class DossiersModule {}
