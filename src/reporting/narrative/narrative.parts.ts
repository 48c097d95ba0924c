import { NarrativeHolders } from './narrative-holders.service.js';
import { NarrativePages } from './narrative.pages.js';
import { NarrativeService } from './narrative.service.js';

/** What this room brings to the module of the feature. */
export const NARRATIVE = {
  controllers: [NarrativePages],
  providers: [NarrativeHolders, NarrativeService],
};
