import { NoticeWords } from './notice-words.js';
import { TellingPages } from './telling.pages.js';
import { TellingService } from './telling.service.js';
import { ToldNoticesRepository } from './told-notices.repository.js';

/** What this room brings to the module of the feature. */
export const TELLING = {
  controllers: [TellingPages],
  providers: [NoticeWords, TellingService, ToldNoticesRepository],
};
