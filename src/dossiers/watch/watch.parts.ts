import { WatchedPromisesRepository } from './watched-promises.repository.js';
import { WatchedPromises } from './watched-promises.service.js';

/** What this room brings to the module of the feature. */
export const WATCH = {
  controllers: [],
  providers: [WatchedPromises, WatchedPromisesRepository],
};
