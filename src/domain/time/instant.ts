/** A moment on the UTC time line, in whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly unit: 'epoch-ms' };

/** Port. The only way a use case learns the time. */
export interface Clock {
  now(): Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Asia/Ho_Chi_Minh has had no daylight saving since 1975: local time is UTC plus seven hours, always. */
export const ZONE_OFFSET = 7 * HOUR;

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO-8601 instant that names its offset.
 *
 * @throws RangeError when the text is not such an instant, or names a day that does not exist
 */
export function instant(text: string): Instant {
  const match = ISO.exec(text);
  const value = match ? Date.parse(text) : Number.NaN;
  if (!match || Number.isNaN(value) || !namesARealDay(match)) {
    throw new RangeError(`not an ISO-8601 instant with an offset: ${text.slice(0, 40)}`);
  }
  return value as Instant;
}

function namesARealDay([, year, month, day]: RegExpExecArray): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Fixed-width UTC text (`2026-01-05T09:00:00.000Z`): sorts as the instants do, which is how SQLite stores them. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same instant as people here read it: `2026-01-05T16:00:00+07:00`. */
export function toLocalIso(at: Instant): string {
  return `${new Date(at + ZONE_OFFSET).toISOString().slice(0, 19)}+07:00`;
}

/** Rules work in whole minutes; seconds of a receipt never cost anybody anything. */
export function floorToMinute(at: Instant): Instant {
  return (at - (((at % MINUTE) + MINUTE) % MINUTE)) as Instant;
}
