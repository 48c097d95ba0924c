import { LateHeldService } from './late-held.service.js';
import { MorningFrame } from './morning-frame.service.js';
import { TurnedLateRepository } from './turned-late.repository.js';
import { UnitMorningService } from './unit-morning.service.js';
import { UnitMorningTeller } from './unit-morning.teller.js';

/** What this room brings to the module of the feature. */
export const DIGEST = {
  controllers: [],
  providers: [LateHeldService, MorningFrame, TurnedLateRepository, UnitMorningService, UnitMorningTeller],
};
