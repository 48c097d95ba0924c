import { DeliveryJobs } from './delivery.jobs.js';
import { LetterComposer } from './letter-composer.js';
import { LetterDispatch } from './letter-dispatch.service.js';
import { LetterLinks } from './letter-links.js';
import { LetterReach } from './letter-reach.service.js';
import { LetterWayRecords } from './letter-way-records.js';
import { LetterWaysRepository } from './letter-ways.repository.js';
import { LetterWays } from './letter-ways.service.js';

/** What this room brings to the module of the feature. */
export const DELIVERY = {
  controllers: [],
  providers: [
    DeliveryJobs,
    LetterComposer,
    LetterDispatch,
    LetterLinks,
    LetterReach,
    LetterWayRecords,
    LetterWays,
    LetterWaysRepository,
  ],
};
