import { ClosingBooks } from '../closing/closing-books.service.js';
import { ClosingDrafts } from '../closing/closing-draft.service.js';
import { ClosingSignatures } from '../closing/closing-signatures.service.js';
import { ClosingSignaturesRepository } from '../closing/closing-signatures.repository.js';
import { ClosingsRepository } from '../closing/closings.repository.js';
import { ClosingsService } from '../closing/closings.service.js';
import { Ii06Controller } from './ii06.controller.js';
import { Ii06Files } from './ii06-files.service.js';
import { Ii06Pages } from './ii06.pages.js';
import { Ii06Press } from './ii06-press.service.js';
import { Ii06Screen } from './ii06-screen.js';
import { StatutoryService } from './statutory.service.js';

/** What form II.06 and its closing bring to the module of the feature. */
export const STATUTORY = {
  controllers: [Ii06Controller, Ii06Pages],
  providers: [
    ClosingBooks,
    ClosingDrafts,
    ClosingSignatures,
    ClosingSignaturesRepository,
    ClosingsRepository,
    ClosingsService,
    Ii06Files,
    Ii06Press,
    Ii06Screen,
    StatutoryService,
  ],
};
