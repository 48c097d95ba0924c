import { ProposedDues } from './proposed-dues.service.js';
import { StagesOfMany } from './stages-of-many.service.js';
import { StagesController } from './stages.controller.js';
import { StagesService } from './stages.service.js';

/** What this room brings to the module of the feature. */
export const STAGES = {
  controllers: [StagesController],
  providers: [ProposedDues, StagesOfMany, StagesService],
};
