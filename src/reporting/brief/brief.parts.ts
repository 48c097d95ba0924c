import { BriefPages } from './brief.pages.js';

/** What this room brings to the module of the feature. */
export const BRIEF = { controllers: [BriefPages] };
