import { TrackingAsksPages } from './tracking-asks.pages.js';
import { TrackingPass } from './tracking-pass.js';
import { TrackingRequests } from './tracking-requests.service.js';
import { TrackingScreen } from './tracking-screen.js';
import { TrackingPages } from './tracking.pages.js';
import { TrackingService } from './tracking.service.js';

/** What this room brings to the module of the feature. */
export const TRACKING = {
  controllers: [TrackingPages, TrackingAsksPages],
  providers: [TrackingPass, TrackingRequests, TrackingScreen, TrackingService],
};
