import { CallTasks } from './call-tasks.service.js';
import { CallsReach } from './calls-reach.service.js';
import { CallsPages } from './calls.pages.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';

/** What this room brings to the module of the feature. */
export const CALLS = {
  controllers: [CallsPages],
  providers: [CallTasks, CallsReach, CallsRepository, CallsService],
};
