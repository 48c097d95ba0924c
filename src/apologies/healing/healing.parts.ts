import { ApologiesHealthController } from './apologies-health.controller.js';
import { HealFindings } from './heal-findings.repository.js';
import { HealMails } from './heal-mails.service.js';
import { HealReports } from './heal-reports.repository.js';
import { HealingJobs } from './healing.jobs.js';
import { HealingService } from './healing.service.js';
import { NightsService } from './nights.service.js';
import { SilenceRepository } from './silence.repository.js';
import { SilenceService } from './silence.service.js';

/** What this room brings to the module of the feature. */
export const HEALING = {
  controllers: [ApologiesHealthController],
  providers: [
    HealFindings,
    HealMails,
    HealReports,
    HealingJobs,
    HealingService,
    NightsService,
    SilenceRepository,
    SilenceService,
  ],
};
