import { DossierSearchService } from './dossier-search.service.js';
import { DossierSearchesController } from './dossier-searches.controller.js';
import { ListsRepository } from './lists.repository.js';
import { ListsService } from './lists.service.js';
import { SoughtRepository } from './sought.repository.js';
import { WordsRepository } from './words.repository.js';

/** What this room brings to the module of the feature. */
export const SEARCH = {
  controllers: [DossierSearchesController],
  providers: [DossierSearchService, ListsRepository, ListsService, SoughtRepository, WordsRepository],
};
