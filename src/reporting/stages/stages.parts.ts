import { StagesPages } from './stages.pages.js';
import { StagesRepository } from './stages.repository.js';
import { StagesService } from './stages.service.js';

/** What this room brings to the module of the feature. */
export const STAGES = { controllers: [StagesPages], providers: [StagesRepository, StagesService] };
