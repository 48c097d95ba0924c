import { RegisterRepository } from './register.repository.js';
import { RegisterService } from './register.service.js';

/** What this room brings to the module of the feature. */
export const REGISTER = {
  controllers: [],
  providers: [RegisterRepository, RegisterService],
};
