import { ReadyNoticesRepository } from './ready-notices.repository.js';
import { ReadyNotices } from './ready-notices.service.js';

/** What this room brings to the module of the feature. */
export const NOTICES = {
  controllers: [],
  providers: [ReadyNotices, ReadyNoticesRepository],
};
