import { FilingsController } from './filings.controller.js';
import { FilingsPages } from './filings.pages.js';
import { FilingsService } from './filings.service.js';
import { RefusalsController } from './refusals.controller.js';
import { RefusalsRepository } from './refusals.repository.js';
import { RefusalsService } from './refusals.service.js';

/** What this room brings to the module of the feature. */
export const FILINGS = {
  controllers: [FilingsController, FilingsPages, RefusalsController],
  providers: [FilingsService, RefusalsRepository, RefusalsService],
};
