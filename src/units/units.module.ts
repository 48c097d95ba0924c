import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CalendarActsController } from './calendar-acts.controller.js';
import { DueDatesController } from './due-dates.controller.js';
import { DueDatesService } from './due-dates.service.js';
import { UnitsController } from './units.controller.js';
import { UnitsImportService } from './units-import.service.js';
import { UnitsRepository } from './units.repository.js';
import { UnitsService } from './units.service.js';
import { ClosuresService } from './closures.service.js';
import { PersonNames } from './person-names.js';
import { ReasonsService } from './reasons.service.js';
import { UnitChangesService } from './unit-changes.service.js';
import { UnitsJobs } from './units.jobs.js';
import { UnitActsPages } from './pages/unit-acts.pages.js';
import { UnitsPages } from './pages/units.pages.js';
import { UnitsScreen } from './pages/units-screen.js';
import { CalendarActPages } from './calendar/calendar-acts.pages.js';
import { CalendarRoomService } from './calendar/calendar-room.service.js';
import { CalendarTurns } from './calendar/calendar-turns.js';
import { CalendarPages } from './calendar/calendar.pages.js';
import { SettingsRoomService } from './settings/settings-room.service.js';
import { SettingsPages } from './settings/settings.pages.js';

@Module({
  imports: [CalendarModule],
  controllers: [
    UnitsController,
    CalendarActsController,
    DueDatesController,
    UnitsPages,
    UnitActsPages,
    CalendarPages,
    CalendarActPages,
    SettingsPages,
  ],
  providers: [
    UnitsRepository,
    UnitsService,
    UnitsImportService,
    DueDatesService,
    ReasonsService,
    UnitChangesService,
    PersonNames,
    ClosuresService,
    UnitsJobs,
    UnitsScreen,
    CalendarRoomService,
    CalendarTurns,
    SettingsRoomService,
  ],
  exports: [ClosuresService, ReasonsService, UnitChangesService, UnitsService, UnitsImportService, DueDatesService],
})
export class UnitsModule {}
