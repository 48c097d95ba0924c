import { ClockController } from './clock.controller.js';
import { ClockPages } from './clock.pages.js';
import { ClockRepository } from './clock.repository.js';
import { ExtraTimesService } from './extra-times.service.js';
import { PaymentsService } from './payments.service.js';
import { ReplanActs } from './replan-acts.service.js';
import { ReplanRun } from './replan-run.service.js';
import { ReplansController } from './replans.controller.js';
import { ReplansJobs } from './replans.jobs.js';
import { ReplansPages } from './replans.pages.js';
import { ReplansRepository } from './replans.repository.js';
import { ReplansService } from './replans.service.js';
import { SupplementsService } from './supplements.service.js';

/** What this room brings to the module of the feature. */
export const CLOCK = {
  controllers: [ClockController, ClockPages, ReplansController, ReplansPages],
  providers: [
    ClockRepository,
    ExtraTimesService,
    PaymentsService,
    ReplanActs,
    ReplanRun,
    ReplansJobs,
    ReplansRepository,
    ReplansService,
    SupplementsService,
  ],
};
