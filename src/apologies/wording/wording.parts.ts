import { LetterFrames } from './letter-frames.js';
import { LetterOpenings } from './letter-openings.js';
import { LetterPrinter } from './letter-printer.js';

/** What this room brings to the module of the feature. */
export const WORDING = {
  controllers: [],
  providers: [LetterFrames, LetterOpenings, LetterPrinter],
};
