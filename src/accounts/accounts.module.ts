import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { SESSION_READER } from '../platform/web/principal.js';
import { UnitsModule } from '../units/units.module.js';
import { AddressedService } from './addressed.service.js';
import { AccountsJobs } from './accounts.jobs.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ApiTokensService } from './api-tokens.service.js';
import { LogIn } from './log-in.js';
import { LogInLimits } from './log-in-limits.js';
import { LogInPages } from './log-in.pages.js';
import { CoversController } from './covers.controller.js';
import { CoversPages } from './covers.pages.js';
import { CoversRepository } from './covers.repository.js';
import { CoversService } from './covers.service.js';
import { DESK_COST, Passwords, TEST_COST } from './passwords.js';
import { AccountsSessionReader } from './session-reader.js';
import { OwnAccountPages } from './own/own-account.pages.js';
import { OwnAccountService } from './own/own-account.service.js';
import { OwnPassword } from './own/own-password.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { PeoplePages } from './people/people.pages.js';
import { PeopleScreen } from './people/people-screen.js';
import { PeopleService } from './people/people.service.js';
import { PersonActsPages } from './people/person-acts.pages.js';
import { PhonesPages } from './phones/phones.pages.js';
import { PhonesService } from './phones/phones.service.js';
import { CardsRepository } from './shared-pcs/cards.repository.js';
import { CardsService } from './shared-pcs/cards.service.js';
import { DevicesPages } from './shared-pcs/devices.pages.js';
import { DevicesRepository } from './shared-pcs/devices.repository.js';
import { DevicesService } from './shared-pcs/devices.service.js';
import { KeptForms } from './shared-pcs/kept-forms.js';
import { LockPages } from './shared-pcs/lock.pages.js';
import { LockScreen } from './shared-pcs/lock-screen.js';
import { Pins } from './shared-pcs/pins.js';
import { UnlockingService } from './shared-pcs/unlocking.service.js';
import { UsersController } from './users.controller.js';

/** Global, because the guard of every route asks it who somebody is. */
@Global()
@Module({
  imports: [UnitsModule],
  controllers: [
    CoversController,
    CoversPages,
    SessionsController,
    UsersController,
    ApiTokensController,
    LogInPages,
    LockPages,
    DevicesPages,
    OwnAccountPages,
    PhonesPages,
    PeoplePages,
    PersonActsPages,
  ],
  providers: [
    AccountsJobs,
    AccountsRepository,
    AccountsService,
    AddressedService,
    ApiTokensService,
    CoversRepository,
    CoversService,
    CardsRepository,
    CardsService,
    DevicesRepository,
    DevicesService,
    KeptForms,
    LockScreen,
    OwnAccountService,
    OwnPassword,
    PhonesService,
    Pins,
    UnlockingService,
    LogIn,
    LogInLimits,
    PeopleScreen,
    PeopleService,
    SessionsRepository,
    SessionsService,
    {
      provide: Passwords,
      inject: [AppConfig],
      useFactory: ({ NODE_ENV }: AppConfig) => new Passwords(NODE_ENV === 'test' ? TEST_COST : DESK_COST),
    },
    { provide: SESSION_READER, useClass: AccountsSessionReader },
  ],
  exports: [AccountsService, AddressedService, SessionsService, SESSION_READER],
})
export class AccountsModule {}
