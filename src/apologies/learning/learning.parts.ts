import { LearningPages } from './learning.pages.js';
import { LearningRepository } from './learning.repository.js';
import { LearningService } from './learning.service.js';

/** What this room brings to the module of the feature. */
export const LEARNING = {
  controllers: [LearningPages],
  providers: [LearningRepository, LearningService],
};
