import { OutsidePress } from './outside-press.js';
import { OutsideRequestsPages } from './outside-requests.pages.js';
import { OutsideRequests } from './outside-requests.service.js';

/** What this room brings to the module of the feature. */
export const OUTSIDE = {
  controllers: [OutsideRequestsPages],
  providers: [OutsidePress, OutsideRequests],
};
