import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ApologiesModule } from '../apologies/apologies.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CountingModule } from '../counting/counting.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { AddresseesService } from './addressees.service.js';
import { DigestContentsService } from './digest-contents.service.js';
import { MailPictures } from './mail-pictures.js';
import { DigestMails } from './digest-mails.service.js';
import { DigestTellers } from './digest-tellers.js';
import { DigestsRepository } from './digests.repository.js';
import { DigestsService } from './digests.service.js';
import { UrgenciesService } from './urgencies.service.js';
import { WarnedService } from './warned.service.js';
import { WarningsRepository } from './warnings.repository.js';
import { WarningsService } from './warnings.service.js';
import { WorkChoicesService } from './work-choices.service.js';
import { WorkListController } from './work.controller.js';
import { WorkJobs } from './work.jobs.js';
import { WorkListService } from './work-list.service.js';
import { WorkPages } from './work.pages.js';

/** What somebody has to do today, and who is warned before a promise breaks. */
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
  controllers: [WorkListController, WorkPages],
  providers: [
    AddresseesService,
    DigestContentsService,
    DigestMails,
    MailPictures,
    DigestTellers,
    DigestsRepository,
    DigestsService,
    UrgenciesService,
    WarnedService,
    WarningsRepository,
    WarningsService,
    WorkChoicesService,
    WorkJobs,
    WorkListService,
  ],
  exports: [DigestTellers, DigestsService, WarnedService, WarningsService, WorkListService],
})
export class WorkModule {}
