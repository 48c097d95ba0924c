import { MirrorsRepository } from './mirrors.repository.js';
import { MirrorsService } from './mirrors.service.js';

/** What this room brings to the module of the feature. */
export const MIRRORS = {
  controllers: [],
  providers: [MirrorsRepository, MirrorsService],
};
