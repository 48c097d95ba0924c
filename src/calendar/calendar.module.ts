import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarImportService } from './calendar-import.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { CalendarService } from './calendar.service.js';
import { CalendarPages } from './calendar.pages.js';

@Module({
  controllers: [CalendarController, CalendarPages],
  providers: [CalendarRepository, CalendarService, CalendarImportService],
  exports: [CalendarService, CalendarImportService],
})
export class CalendarModule {}
