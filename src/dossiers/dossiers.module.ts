import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ActsController } from './acts.controller.js';
import { ActContexts, ActsService } from './acts.service.js';
import { BreachService } from './breach.service.js';
import { DossierListRepository } from './dossier-list.repository.js';
import { DossierListService } from './dossier-list.service.js';
import { DossierQueryService, ReadersService } from './dossier-query.service.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersRepository } from './dossiers.repository.js';
import { HistoryRepository } from './history.repository.js';
import { IntakeService, TermsService } from './intake.service.js';
import { PeopleService } from './people.service.js';
import { RevealsService } from './reveals.service.js';

/** Intake, work, settlement: acts, ledger and obligations in one write. */
@Module({
  imports: [CalendarModule, UnitsModule, AccountsModule, ProceduresModule],
  controllers: [DossiersController, ActsController],
  providers: [
    ActContexts,
    ActsService,
    BreachService,
    DossierListRepository,
    DossierListService,
    DossierQueryService,
    DossiersRepository,
    HistoryRepository,
    IntakeService,
    PeopleService,
    ReadersService,
    RevealsService,
    TermsService,
  ],
  exports: [ActsService, BreachService, DossierListService, DossierQueryService, IntakeService, PeopleService],
})
export class DossiersModule {}
