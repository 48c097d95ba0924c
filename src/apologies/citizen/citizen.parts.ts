import { CitizenLettersPages } from './citizen-letters.pages.js';
import { CitizenLetters } from './citizen-letters.service.js';

/** What this room brings to the module of the feature. */
export const CITIZEN_ROOM = {
  controllers: [CitizenLettersPages],
  providers: [CitizenLetters],
};
