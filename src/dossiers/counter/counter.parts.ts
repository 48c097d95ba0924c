import { ReadyNotices } from '../notices/ready-notices.service.js';
import { ReadyNoticesRepository } from '../notices/ready-notices.repository.js';
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

import { BlankSlips } from '../paper-sessions/blank-slips.service.js';
import { PaperLines } from '../paper-sessions/paper-lines.js';
import { PaperSessionPages } from '../paper-sessions/paper-session.pages.js';
import { PaperSessionsPages } from '../paper-sessions/paper-sessions.pages.js';

/** The counter's day, for the module of the feature. */
export const COUNTER_PAGES = [
  InstantLinesPages,
  InstantPages,
  DueTodayPages,
  ScansPages,
  ResultsPages,
  ShelfPages,
  PaperSessionsPages,
  PaperSessionPages,
];

export const COUNTER_PROVIDERS = [
  BlankSlips,
  PaperLines,
  CounterRepository,
  CounterService,
  InstantLines,
  InstantScreen,
  InstantService,
  ReadyNotices,
  ReadyNoticesRepository,
  ResultsService,
  ScansScreen,
  ScansService,
];
