import { LivePages } from './live.pages.js';
import { LiveRepository } from './live.repository.js';
import { LiveService } from './live.service.js';

/** What this room brings to the module of the feature. */
export const LIVE = { controllers: [LivePages], providers: [LiveRepository, LiveService] };
