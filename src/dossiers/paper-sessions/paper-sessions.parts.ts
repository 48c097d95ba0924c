import { BlankSlips } from './blank-slips.service.js';
import { PaperLines } from './paper-lines.js';
import { PaperSessionPages } from './paper-session.pages.js';
import { PaperSessionsController } from './paper-sessions.controller.js';
import { PaperSessionsPages } from './paper-sessions.pages.js';
import { PaperSessionsRepository } from './paper-sessions.repository.js';
import { PaperSessionsService } from './paper-sessions.service.js';

/** What this room brings to the module of the feature. */
export const PAPER_SESSIONS = {
  controllers: [PaperSessionPages, PaperSessionsController, PaperSessionsPages],
  providers: [BlankSlips, PaperLines, PaperSessionsRepository, PaperSessionsService],
};
