import { SecondPromiseJobs } from './second-promise.jobs.js';
import { SecondPromiseWatch } from './second-promise-watch.service.js';
import { SecondPromisesPages } from './second-promises.pages.js';
import { SecondPromisesRepository } from './second-promises.repository.js';
import { SecondPromisesService } from './second-promises.service.js';
import { SecondReading } from './second-reading.js';

/** What this room brings to the module of the feature. */
export const SECOND_PROMISE = {
  controllers: [SecondPromisesPages],
  providers: [SecondPromiseJobs, SecondPromiseWatch, SecondPromisesRepository, SecondPromisesService, SecondReading],
};
