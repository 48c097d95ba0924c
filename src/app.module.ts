import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { PlatformModule, type Platform } from './platform/platform.module.js';
import { WebModule } from './platform/web/web.module.js';
import { OurSite } from './site.js';
import { UnitsModule } from './units/units.module.js';

/** The composition root: which features this service is made of, in the order in which they may know each other. */
@Module({})
export class AppModule {
  static with(platform: Platform, extra: readonly (new () => object)[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(platform),
        WebModule.with(OurSite, [UnitsModule]),
        CalendarModule,
        UnitsModule,
        AccountsModule,
        ...extra,
      ],
    };
  }
}
