import { SignReminderMails } from './sign-reminder-mails.js';
import { SignRemindersRepository } from './sign-reminders.repository.js';
import { SignReminders } from './sign-reminders.service.js';
import { SigningJobs } from './signing.jobs.js';
import { SigningRepository } from './signing.repository.js';
import { SigningService } from './signing.service.js';
import { ToSignPages } from './to-sign.pages.js';

/** What this room brings to the module of the feature. */
export const SIGNING = {
  controllers: [ToSignPages],
  providers: [
    SignReminderMails,
    SignReminders,
    SignRemindersRepository,
    SigningJobs,
    SigningRepository,
    SigningService,
  ],
};
