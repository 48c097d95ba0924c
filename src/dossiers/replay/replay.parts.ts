import { ReplayGrounds } from './replay-grounds.js';
import { ReplayRepository } from './replay.repository.js';
import { ReplayService } from './replay.service.js';

/** What this room brings to the module of the feature. */
export const REPLAY = {
  controllers: [],
  providers: [ReplayGrounds, ReplayRepository, ReplayService],
};
