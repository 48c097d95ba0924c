import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WordingsModule } from '../wordings/wordings.module.js';
import { AUTHENTICITY } from './authenticity/authenticity.parts.js';
import { ApologiesController } from './apologies.controller.js';
import { ApologiesJobs } from './apologies.jobs.js';
import { CallTasks } from './calls/call-tasks.service.js';
import { CALLS } from './calls/calls.parts.js';
import { DELIVERY } from './delivery/delivery.parts.js';
import { LetterWays } from './delivery/letter-ways.service.js';
import { CITIZEN_ROOM } from './citizen/citizen.parts.js';
import { ComposingService } from './composing.service.js';
import { LEARNING } from './learning/learning.parts.js';
import { LearningService } from './learning/learning.service.js';
import { HEALING } from './healing/healing.parts.js';
import { NightsService } from './healing/nights.service.js';
import { SilenceService } from './healing/silence.service.js';
import { COVERAGE } from './coverage/coverage.parts.js';
import { CoverRecount } from './coverage/cover-recount.service.js';
import { CoverageService } from './coverage/coverage.service.js';
import { DeliveriesService } from './deliveries.service.js';
import { DelayNoticesController } from './delay-notices.controller.js';
import { DelayNoticesPages } from './delay-notices.pages.js';
import { DelayNotices } from './delay-notices.service.js';
import { DraftPlans } from './draft-plans.service.js';
import { DraftingService } from './drafting.service.js';
import { ForecastingService } from './forecasting.service.js';
import { LapsingService } from './lapsing.service.js';
import { LetterModes } from './letter-modes.js';
import { FOLDERS } from './folders/folders.parts.js';
import { FinishingService } from './finishing.service.js';
import { IssuingService } from './issuing.service.js';
import { LetterAccess } from './letter-access.service.js';
import { LetterActsPages } from './letter-acts.pages.js';
import { LatenessService } from './lateness.service.js';
import { LetterFactsService } from './letter-facts.service.js';
import { LetterListsRepository } from './letter-lists.repository.js';
import { LetterListsService } from './letter-lists.service.js';
import { LetterPage } from './letter-page.js';
import { LetterPaperService } from './letter-paper.service.js';
import { LetterQueryService } from './letter-query.service.js';
import { LettersErasure } from './erasure/letters-erasure.js';
import { LettersErasureRepository } from './erasure/letters-erasure.repository.js';
import { LetterProofService } from './proof/letter-proof.service.js';
import { LetterSealsJobs } from './proof/letter-seals.jobs.js';
import { LetterSealsRepository } from './proof/letter-seals.repository.js';
import { LetterSealsService } from './proof/letter-seals.service.js';
import { LetterSheets } from './letter-sheets.service.js';
import { LetterSubjects } from './letter-subjects.service.js';
import { LettersController } from './letters.controller.js';
import { LettersPages } from './letters.pages.js';
import { LettersRepository } from './letters.repository.js';
import { LettersService } from './letters.service.js';
import { MailboxPages } from './mailbox.pages.js';
import { MailboxService } from './mailbox.service.js';
import { MessagesController } from './messages.controller.js';
import { MessagesPages } from './messages.pages.js';
import { NoticeNames } from './notice-names.js';
import { NoticesService } from './notices.service.js';
import { NumberingService } from './numbering.service.js';
import { ObligationEndsPages } from './obligation-ends.pages.js';
import { ObligationEnds } from './obligation-ends.service.js';
import { ObligationsRepository } from './obligations.repository.js';
import { ObligationsService } from './obligations.service.js';
import { OwedRepository } from './owed.repository.js';
import { PaperPage } from './paper-page.js';
import { PrintQueuePages } from './print-queue.pages.js';
import { OUTSIDE } from './outside/outside.parts.js';
import { REASONS_ROOM } from './reasons/reasons.parts.js';
import { REGISTER } from './register/register.parts.js';
import { SECOND_PROMISE } from './second-promise/second-promise.parts.js';
import { SIGNATURES } from './signatures/signatures.parts.js';
import { SIGNING } from './signing/signing.parts.js';
import { SigningService } from './signing/signing.service.js';
import { SweepService } from './sweep.service.js';
import { WORDING } from './wording/wording.parts.js';

/** Letters, their register, signing, delivery, coverage. */
@Module({
  imports: [CalendarModule, UnitsModule, AccountsModule, ProceduresModule, WordingsModule, DossiersModule],
  controllers: [
    ApologiesController,
    DelayNoticesController,
    DelayNoticesPages,
    ObligationEndsPages,
    LettersController,
    MessagesController,
    PrintQueuePages,
    ...OUTSIDE.controllers,
    ...SECOND_PROMISE.controllers,
    LettersPages,
    LetterActsPages,
    MessagesPages,
    MailboxPages,
    ...AUTHENTICITY.controllers,
    ...COVERAGE.controllers,
    ...HEALING.controllers,
    ...LEARNING.controllers,
    ...FOLDERS.controllers,
    ...REGISTER.controllers,
    ...SIGNING.controllers,
    ...SIGNATURES.controllers,
    ...CALLS.controllers,
    ...CITIZEN_ROOM.controllers,
    ...DELIVERY.controllers,
  ],
  providers: [
    ApologiesJobs,
    ComposingService,
    DelayNotices,
    DeliveriesService,
    DraftPlans,
    DraftingService,
    FinishingService,
    ForecastingService,
    LapsingService,
    IssuingService,
    LatenessService,
    LetterAccess,
    LetterFactsService,
    LetterListsRepository,
    LetterListsService,
    LetterModes,
    LetterPage,
    LetterPaperService,
    LettersErasure,
    LettersErasureRepository,
    LetterProofService,
    LetterQueryService,
    LetterSealsJobs,
    LetterSealsRepository,
    LetterSealsService,
    LetterSheets,
    LetterSubjects,
    LettersRepository,
    LettersService,
    MailboxService,
    NoticeNames,
    NoticesService,
    NumberingService,
    ObligationEnds,
    ObligationsRepository,
    ObligationsService,
    OwedRepository,
    PaperPage,
    SweepService,
    ...AUTHENTICITY.providers,
    ...WORDING.providers,
    ...COVERAGE.providers,
    ...HEALING.providers,
    ...LEARNING.providers,
    ...FOLDERS.providers,
    ...REGISTER.providers,
    ...SIGNING.providers,
    ...SIGNATURES.providers,
    ...CALLS.providers,
    ...CITIZEN_ROOM.providers,
    ...DELIVERY.providers,
    ...OUTSIDE.providers,
    ...REASONS_ROOM.providers,
    ...SECOND_PROMISE.providers,
  ],
  exports: [
    CallTasks,
    ComposingService,
    CoverRecount,
    CoverageService,
    NightsService,
    SilenceService,
    IssuingService,
    LatenessService,
    LetterListsService,
    LetterProofService,
    LetterQueryService,
    LetterSealsService,
    LearningService,
    LetterWays,
    LettersService,
    MailboxService,
    ObligationsService,
    SigningService,
    SweepService,
  ],
})
export class ApologiesModule {}
