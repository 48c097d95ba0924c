import { RowProofService } from './row-proof.service.js';
import { RowSealsRepository } from './row-seals.repository.js';
import { RowSealsService } from './row-seals.service.js';
import { SealsProofService } from './seals-proof.service.js';
import { SealsJobs } from './seals.jobs.js';
import { SealsRepository } from './seals.repository.js';
import { SealsService } from './seals.service.js';
import { VerifyRepository } from './verify.repository.js';
import { VerifyService } from './verify.service.js';

/** What this room brings to the module of the feature. */
export const VERIFY = {
  controllers: [],
  providers: [
    RowProofService,
    RowSealsRepository,
    RowSealsService,
    SealsJobs,
    SealsProofService,
    SealsRepository,
    SealsService,
    VerifyRepository,
    VerifyService,
  ],
};
