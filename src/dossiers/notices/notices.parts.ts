import { CitizenContactsRepository } from './citizen-contacts.repository.js';
import { CitizenContacts } from './citizen-contacts.service.js';
import { ReadyNoticesRepository } from './ready-notices.repository.js';
import { ReadyNotices } from './ready-notices.service.js';

/** What this room brings to the module of the feature. */
export const NOTICES = {
  controllers: [],
  providers: [CitizenContacts, CitizenContactsRepository, ReadyNotices, ReadyNoticesRepository],
};
