import { LetterMarks } from './letter-marks.js';

/** What this room brings to the module of the feature. */
export const AUTHENTICITY = {
  controllers: [],
  providers: [LetterMarks],
};
