import { DeskCountService } from './desk-count.service.js';
import { DeskEvaluationService } from './desk-evaluation.service.js';
import { DeskFactsRepository } from './desk-facts.repository.js';
import { DeskWorkRepository } from './desk-work.repository.js';
import { EvaluationController } from './evaluation.controller.js';
import { EvaluationFiles } from './evaluation-files.pages.js';
import { EvaluationFrames } from './evaluation-frame.service.js';
import { EvaluationJobs } from './evaluation.jobs.js';
import { EvaluationPages } from './evaluation.pages.js';

/** What this room brings to the module of the feature. */
export const EVALUATION = {
  controllers: [EvaluationController, EvaluationFiles, EvaluationPages],
  providers: [
    DeskCountService,
    DeskEvaluationService,
    DeskFactsRepository,
    DeskWorkRepository,
    EvaluationFrames,
    EvaluationJobs,
  ],
};
