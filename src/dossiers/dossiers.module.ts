import { Module, type ModuleMetadata } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CountingModule } from '../counting/counting.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WordingsModule } from '../wordings/wordings.module.js';
import { ActAnswer } from './act-answer.js';
import { ActContexts } from './act-contexts.js';
import { ActRunner } from './act-runner.js';
import { ActsController } from './acts.controller.js';
import { ActsService } from './acts.service.js';
import { BreachService } from './breach.service.js';
import { DossierActPages } from './dossier-acts.pages.js';
import { DossierListPages } from './dossier-list.pages.js';
import { DossierListRepository } from './dossier-list.repository.js';
import { DossierListService } from './dossier-list.service.js';
import { DossierPageService } from './dossier-page.service.js';
import { DossierQueryService } from './dossier-query.service.js';
import { DossierRooms } from './dossier-rooms.js';
import { DossierRoomsService } from './dossier-rooms.service.js';
import { DossierScreen } from './dossier-screen.js';
import { DossierSearchPages } from './dossier-search.pages.js';
import { DossierTurn } from './dossier-turn.js';
import { DossierPages } from './dossier.pages.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersRepository } from './dossiers.repository.js';
import { ErasureRooms } from './erasure/erasure-rooms.js';
import { ErasureService } from './erasure/erasure.service.js';
import { RetentionService } from './erasure/retention.service.js';
import { DelaysService } from './faults/delays.service.js';
import { EndingsService } from './faults/endings.service.js';
import { FaultsService } from './faults/faults.service.js';
import { HandOverPlaces } from './hand-over-places.service.js';
import { HistoryRepository } from './history.repository.js';
import { IntakeService } from './intake/intake.service.js';
import { ListScreenService } from './list-screen.service.js';
import { MirrorsService } from './mirrors/mirrors.service.js';
import { PageReference } from './page-reference.service.js';
import { ReceiptsService } from './papers/receipts.service.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { ReadersService } from './readers.service.js';
import { ReplayService } from './replay/replay.service.js';
import { RevealsService } from './reveals.service.js';
import { ListsService } from './search/lists.service.js';
import { ProposedDues } from './stages/proposed-dues.service.js';
import { StagesOfMany } from './stages/stages-of-many.service.js';
import { StandingsService } from './standings.service.js';
import { TrackedService } from './tracked.service.js';
import { TermsService } from './terms.service.js';
import { RowProofService } from './verify/row-proof.service.js';
import { SealsProofService } from './verify/seals-proof.service.js';
import { SealsService } from './verify/seals.service.js';
import { VerifyService } from './verify/verify.service.js';
import { WaitingRepository } from './waiting.repository.js';
import { WaitingService } from './waiting.service.js';
import { WatchedPromises } from './watch/watched-promises.service.js';
import { BULK } from './bulk/bulk.parts.js';
import { CLOCK } from './clock/clock.parts.js';
import { COUNTER } from './counter/counter.parts.js';
import { ERASURE } from './erasure/erasure.parts.js';
import { EXPORTS } from './exports/exports.parts.js';
import { FAULTS } from './faults/faults.parts.js';
import { FILINGS } from './filings/filings.parts.js';
import { INTAKE } from './intake/intake.parts.js';
import { MIRRORS } from './mirrors/mirrors.parts.js';
import { CitizenContacts } from './notices/citizen-contacts.service.js';
import { NOTICES } from './notices/notices.parts.js';
import { PAPER_SESSIONS } from './paper-sessions/paper-sessions.parts.js';
import { PAPERS } from './papers/papers.parts.js';
import { PROCESSING } from './processing/processing.parts.js';
import { RECEIPT_CHANGES } from './receipt-changes/receipt-changes.parts.js';
import { REPLAY } from './replay/replay.parts.js';
import { SEARCH } from './search/search.parts.js';
import { STAGES } from './stages/stages.parts.js';
import { TELLING } from './telling/telling.parts.js';
import { VERIFY } from './verify/verify.parts.js';
import { WATCH } from './watch/watch.parts.js';

/** Each room says in a file of its own what it is made of. */
const ROOMS: readonly Pick<Required<ModuleMetadata>, 'controllers' | 'providers'>[] = [
  BULK,
  CLOCK,
  COUNTER,
  ERASURE,
  EXPORTS,
  FAULTS,
  FILINGS,
  INTAKE,
  MIRRORS,
  NOTICES,
  PAPER_SESSIONS,
  PAPERS,
  PROCESSING,
  RECEIPT_CHANGES,
  REPLAY,
  SEARCH,
  STAGES,
  TELLING,
  VERIFY,
  WATCH,
];

/** Intake, work, settlement: acts, ledger and obligations in one write. */
@Module({
  imports: [CountingModule, CalendarModule, UnitsModule, AccountsModule, ProceduresModule, WordingsModule],
  controllers: [
    ActsController,
    DossierActPages,
    DossierListPages,
    DossierPages,
    DossierSearchPages,
    DossiersController,
    ...ROOMS.flatMap(({ controllers }) => controllers),
  ],
  providers: [
    ActAnswer,
    ActContexts,
    ActRunner,
    ActsService,
    BreachService,
    DossierListRepository,
    DossierListService,
    DossierPageService,
    DossierQueryService,
    DossierRooms,
    DossierRoomsService,
    DossierScreen,
    DossierTurn,
    DossiersRepository,
    HandOverPlaces,
    HistoryRepository,
    ListScreenService,
    PageReference,
    PeopleRepository,
    PeopleService,
    ReadersService,
    RevealsService,
    StandingsService,
    TermsService,
    TrackedService,
    WaitingRepository,
    WaitingService,
    ...ROOMS.flatMap(({ providers }) => providers),
  ],
  exports: [
    ActAnswer,
    ActsService,
    BreachService,
    CitizenContacts,
    DelaysService,
    DossierListService,
    DossierQueryService,
    DossierTurn,
    EndingsService,
    ErasureRooms,
    ErasureService,
    FaultsService,
    IntakeService,
    ListsService,
    MirrorsService,
    PeopleService,
    ProposedDues,
    ReceiptsService,
    ReplayService,
    RetentionService,
    RowProofService,
    SealsProofService,
    SealsService,
    StagesOfMany,
    StandingsService,
    TermsService,
    TrackedService,
    VerifyService,
    WaitingService,
    WatchedPromises,
  ],
})
export class DossiersModule {}
