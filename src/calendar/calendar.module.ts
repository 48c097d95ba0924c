import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarImportService } from './calendar-import.service.js';
import { CalendarPreviewService } from './calendar-preview.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { CalendarService } from './calendar.service.js';
import { CalendarNoticesService } from './notices.service.js';

@Module({
  controllers: [CalendarController],
  providers: [
    CalendarRepository,
    CalendarService,
    CalendarImportService,
    CalendarPreviewService,
    CalendarNoticesService,
  ],
  exports: [CalendarService, CalendarImportService, CalendarPreviewService, CalendarNoticesService],
})
export class CalendarModule {}
