import { DraftHelp } from './draft-help.service.js';

/** What this room brings to the module of the feature. */
export const REASONS_ROOM = {
  controllers: [],
  providers: [DraftHelp],
};
