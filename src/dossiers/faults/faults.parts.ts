import { DelayHelp } from './delay-help.service.js';
import { DelaysService } from './delays.service.js';
import { EndingsService } from './endings.service.js';
import { FaultsController } from './faults.controller.js';
import { FaultsPages } from './faults.pages.js';
import { FaultsRepository } from './faults.repository.js';
import { FaultsService } from './faults.service.js';

/** What this room brings to the module of the feature. */
export const FAULTS = {
  controllers: [FaultsController, FaultsPages],
  providers: [DelayHelp, DelaysService, EndingsService, FaultsRepository, FaultsService],
};
