import { QualityDefects } from './quality-defects.repository.js';
import { QualityRoundRepository } from './quality-round.repository.js';
import { QualityRound } from './quality-round.service.js';
import { QualityJobs } from './quality.jobs.js';
import { QualityPages } from './quality.pages.js';
import { QualityService } from './quality.service.js';

/** What this room brings to the module of the feature. */
export const QUALITY = {
  controllers: [QualityPages],
  providers: [QualityDefects, QualityJobs, QualityRound, QualityRoundRepository, QualityService],
};
