import { DeskIntake } from './desk-intake.js';
import { IntakeCircumstances } from './intake-circumstances.js';
import { IntakeScreen } from './intake-screen.js';
import { IntakePages } from './intake.pages.js';
import { IntakeService } from './intake.service.js';
import { KnownPeopleRepository } from './known-people.repository.js';
import { KnownPeople } from './known-people.service.js';
import { PersonLookUp } from './person-lookup.js';
import { SlipPreview } from './slip-preview.js';
import { TurnedAwayPages } from './turned-away.pages.js';

/** What this room brings to the module of the feature. */
export const INTAKE = {
  controllers: [IntakePages, TurnedAwayPages],
  providers: [
    DeskIntake,
    IntakeCircumstances,
    IntakeScreen,
    IntakeService,
    KnownPeople,
    KnownPeopleRepository,
    PersonLookUp,
    SlipPreview,
  ],
};
