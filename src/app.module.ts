import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccountsModule } from './accounts/accounts.module.js';
import { ApologiesModule } from './apologies/apologies.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CitizensModule } from './citizens/citizens.module.js';
import { CountingModule } from './counting/counting.module.js';
import { DossiersModule } from './dossiers/dossiers.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { PlatformModule, type Platform } from './platform/platform.module.js';
import { WebModule } from './platform/web/web.module.js';
import { ProceduresModule } from './procedures/procedures.module.js';
import { ReportingModule } from './reporting/reporting.module.js';
import { SetupModule } from './setup/setup.module.js';
import { OurSite } from './site.js';
import { UnitsModule } from './units/units.module.js';
import { WordingsModule } from './wordings/wordings.module.js';
import { WorkModule } from './worklist/work.module.js';

/** The composition root: which features this service is made of, in the order in which they may know each other. */
@Module({})
export class AppModule {
  static with(platform: Platform, extra: readonly (new () => object)[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(platform),
        WebModule.with(OurSite, [CalendarModule, UnitsModule, ApologiesModule, WorkModule]),
        CalendarModule,
        UnitsModule,
        AccountsModule,
        ProceduresModule,
        WordingsModule,
        CountingModule,
        DossiersModule,
        ApologiesModule,
        WorkModule,
        CitizensModule,
        ReportingModule,
        ImportsModule,
        SetupModule,
        ...(platform.config.JOBS === '1' ? [ScheduleModule.forRoot()] : []),
        ...extra,
      ],
    };
  }
}
