import { RegisterBooks } from './register-book.service.js';
import { RegisterJobs } from './register.jobs.js';
import { RegisterPages } from './register.pages.js';
import { RegisterPress } from './register-press.js';
import { RegisterRepository } from './register.repository.js';
import { RegisterScreen } from './register-screen.js';
import { RegisterService } from './register.service.js';

/** What this room brings to the module of the feature. */
export const REGISTER = {
  controllers: [RegisterPages],
  providers: [RegisterBooks, RegisterJobs, RegisterPress, RegisterRepository, RegisterScreen, RegisterService],
};
