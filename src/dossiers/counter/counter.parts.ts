import { CounterRepository } from './counter.repository.js';
import { CounterService } from './counter.service.js';
import { DueTodayPages } from './due-today.pages.js';
import { InstantLines } from './instant-lines.js';
import { InstantLinesPages } from './instant-lines.pages.js';
import { InstantScreen } from './instant-screen.js';
import { InstantPages } from './instant.pages.js';
import { InstantService } from './instant.service.js';
import { ResultsPages } from './results.pages.js';
import { ResultsService } from './results.service.js';
import { ScansScreen } from './scans-screen.js';
import { ScansPages } from './scans.pages.js';
import { ScansService } from './scans.service.js';
import { ShelfPages } from './shelf.pages.js';

/** What this room brings to the module of the feature. */
export const COUNTER = {
  controllers: [DueTodayPages, InstantLinesPages, InstantPages, ResultsPages, ScansPages, ShelfPages],
  providers: [
    CounterRepository,
    CounterService,
    InstantLines,
    InstantScreen,
    InstantService,
    ResultsService,
    ScansScreen,
    ScansService,
  ],
};
