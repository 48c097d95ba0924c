import { DossierFilesController } from './dossier-files.controller.js';
import { DossierFilesPages } from './dossier-files.pages.js';
import { DossierFilesRepository } from './dossier-files.repository.js';
import { DossierFilesService } from './dossier-files.service.js';
import { PreviewsService } from './previews.service.js';
import { WorkController } from './work.controller.js';
import { WorkPages } from './work.pages.js';
import { WorkService } from './work.service.js';

/** What this room brings to the module of the feature. */
export const PROCESSING = {
  controllers: [DossierFilesController, DossierFilesPages, WorkController, WorkPages],
  providers: [DossierFilesRepository, DossierFilesService, PreviewsService, WorkService],
};
