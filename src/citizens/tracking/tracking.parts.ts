import { TrackingPages } from './tracking.pages.js';
import { TrackingService } from './tracking.service.js';

/** What this room brings to the module of the feature. */
export const TRACKING = {
  controllers: [TrackingPages],
  providers: [TrackingService],
};
