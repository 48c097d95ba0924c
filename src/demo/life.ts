import type { Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { Request } from '../dossiers/act-runner.js';
import type { Agenda } from './agenda.js';
import type { PlannedDossier } from './plan.js';
import type { Random } from './random.js';
import type { Staff } from './staff.js';

/** How far the replay has got. */
export interface Tally {
  dossiers: number;
  acts: number;
  letters: number;
}

/** What everybody who plays a part in the replay shares. */
export interface Stage {
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly staff: Staff;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly tally: Tally;
}

/** What the replay remembers of a dossier so that nobody has to be asked where it is. */
export interface Life {
  readonly planned: PlannedDossier;
  readonly serial: number;
  code: string;
  /** null: an agency outside has it */
  holder: Actor | null;
  /** where the papers are on their way to, and whether to somebody by name */
  pending: { readonly unitCode: string; readonly named: boolean } | null;
}

export function request(code: string, by: Actor): Request {
  return { code, by, ifMatch: null, write: null };
}
