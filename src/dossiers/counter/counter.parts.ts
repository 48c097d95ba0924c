import { ReadyNotices } from '../notices/ready-notices.service.js';
import { ReadyNoticesRepository } from '../notices/ready-notices.repository.js';

/** The counter's day, for the module of the feature. */
export const COUNTER_PAGES = [];

export const COUNTER_PROVIDERS = [ReadyNotices, ReadyNoticesRepository];
