import { AuthenticityPages } from './authenticity.pages.js';
import { AuthenticityRepository } from './authenticity.repository.js';
import { AuthenticityService } from './authenticity.service.js';
import { LetterMarks } from './letter-marks.js';

/** What this room brings to the module of the feature. */
export const AUTHENTICITY = {
  controllers: [AuthenticityPages],
  providers: [LetterMarks, AuthenticityRepository, AuthenticityService],
};
