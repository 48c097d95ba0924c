import { ReadyNotices } from '../notices/ready-notices.service.js';
import { ReadyNoticesRepository } from '../notices/ready-notices.repository.js';
import { CounterRepository } from './counter.repository.js';
import { InstantLines } from './instant-lines.js';
import { InstantLinesPages } from './instant-lines.pages.js';
import { InstantScreen } from './instant-screen.js';
import { InstantPages } from './instant.pages.js';
import { InstantService } from './instant.service.js';

/** The counter's day, for the module of the feature. */
export const COUNTER_PAGES = [InstantLinesPages, InstantPages];

export const COUNTER_PROVIDERS = [
  CounterRepository,
  InstantLines,
  InstantScreen,
  InstantService,
  ReadyNotices,
  ReadyNoticesRepository,
];
