import type { CalendarService } from '../calendar/calendar.service.js';
import { forecastHorizon } from '../domain/apology/forecast.js';
import { DomainError } from '../domain/errors.js';
import type { Instant } from '../domain/time/instant.js';

/** @returns the latest `lateFrom` that is forecast at `now`; null while the days ahead are in no calendar */
export async function horizonAt(calendars: CalendarService, now: Instant): Promise<Instant | null> {
  return unlessNoCalendar(async () => forecastHorizon(await calendars.workingCalendar(), now));
}

/** Forecasts wait for a calendar; letters that are owed do not wait for forecasts. */
export async function unlessNoCalendar<T>(count: () => Promise<T>): Promise<T | null> {
  try {
    return await count();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}
