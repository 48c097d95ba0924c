import { SigningRepository } from './signing.repository.js';
import { SigningService } from './signing.service.js';
import { ToSignPages } from './to-sign.pages.js';

/** What this room brings to the module of the feature. */
export const SIGNING = {
  controllers: [ToSignPages],
  providers: [SigningRepository, SigningService],
};
