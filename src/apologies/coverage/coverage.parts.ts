import { CoverBoards } from './cover-board.service.js';
import { CoverBooks } from './cover-books.repository.js';
import { CoverFold } from './cover-fold.service.js';
import { CoverListPages } from './cover-list.service.js';
import { CoverLists } from './cover-lists.repository.js';
import { CoverRegisterPress } from './cover-register-press.service.js';
import { CoverRegisterPages } from './cover-register.pages.js';
import { CoverRegisterRepository } from './cover-register.repository.js';
import { CoverRegisters } from './cover-register.service.js';
import { CoverRecountRepository } from './cover-recount.repository.js';
import { CoverRecount } from './cover-recount.service.js';
import { CoverageJobs } from './coverage.jobs.js';
import { CoveragePages } from './coverage.pages.js';
import { CoverageRepository } from './coverage.repository.js';
import { CoverageService } from './coverage.service.js';
import { MissingRepository } from './missing.repository.js';

/** What this room brings to the module of the feature. */
export const COVERAGE = {
  controllers: [CoveragePages, CoverRegisterPages],
  providers: [
    CoverBoards,
    CoverBooks,
    CoverFold,
    CoverListPages,
    CoverLists,
    CoverRecount,
    CoverRecountRepository,
    CoverRegisterPress,
    CoverRegisterRepository,
    CoverRegisters,
    CoverageJobs,
    CoverageRepository,
    CoverageService,
    MissingRepository,
  ],
};
