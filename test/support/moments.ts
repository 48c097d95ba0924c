import { instant, toLocalIso, type Instant } from '../../src/domain/time/instant.js';

/** `2023-05-08 17:00` on the wall clock of Vietnam, as an instant. */
export function at(text: string): Instant {
  return instant(`${text.replace(' ', 'T')}+07:00`);
}

/** The same way back. */
export function wall(moment: Instant | null): string | null {
  return moment === null ? null : toLocalIso(moment).slice(0, 16).replace('T', ' ');
}
