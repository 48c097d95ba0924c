import { Qd766Controller } from './qd766.controller.js';
import { Qd766Jobs } from './qd766.jobs.js';
import { Qd766Pages } from './qd766.pages.js';
import { Qd766RuleRepository } from './qd766-rule.repository.js';
import { Qd766Rule } from './qd766-rule.service.js';
import { Qd766Service } from './qd766.service.js';

/** What this room brings to the module of the feature. */
export const QD766 = {
  controllers: [Qd766Controller, Qd766Pages],
  providers: [Qd766Jobs, Qd766Rule, Qd766RuleRepository, Qd766Service],
};
