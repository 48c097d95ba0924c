import { LetterSignatures } from './letter-signatures.service.js';
import { SignaturesErasure } from './signatures-erasure.js';
import { SignaturesJobs } from './signatures.jobs.js';
import { SignaturesPages } from './signatures.pages.js';
import { SignedFiles } from './signed-files.service.js';
import { SigningKeysPages } from './signing-keys.pages.js';
import { SignaturesRepository } from './signatures.repository.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { SigningKeys } from './signing-keys.service.js';
import { SigningPapers } from './signing-papers.service.js';

/** What this room brings to the module of the feature. */
export const SIGNATURES = {
  controllers: [SignaturesPages, SigningKeysPages],
  providers: [
    LetterSignatures,
    SignaturesErasure,
    SignaturesJobs,
    SignedFiles,
    SigningKeys,
    SignaturesRepository,
    SigningKeysRepository,
    SigningPapers,
  ],
};
