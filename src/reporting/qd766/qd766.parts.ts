import { Qd766Controller } from './qd766.controller.js';
import { Qd766Pages } from './qd766.pages.js';
import { Qd766Service } from './qd766.service.js';

/** What this room brings to the module of the feature. */
export const QD766 = {
  controllers: [Qd766Controller, Qd766Pages],
  providers: [Qd766Service],
};
