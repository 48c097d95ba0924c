/** Shape numbers of a day: worked (0 and up), off, or not in any calendar. */
export const OFF = -1;
export const UNKNOWN = -2;

/** Working minutes that share one entry of the way-finder: about one working day. */
export const STEP_BITS = 9;

/** @returns for every day, and for the day after the last, the working days before it */
export function countWorkingDays(shapeByDay: Int16Array): Int32Array {
  const ordinal = new Int32Array(shapeByDay.length + 1);
  shapeByDay.forEach((shape, day) => {
    ordinal[day + 1] = (ordinal[day] as number) + (shape >= 0 ? 1 : 0);
  });
  return ordinal;
}

/** @returns for every known day the last day of its stretch of known days; -1 for an unknown one */
export function unbrokenStretches(shapeByDay: Int16Array): Int32Array {
  const until = new Int32Array(shapeByDay.length).fill(-1);
  for (let day = shapeByDay.length - 1; day >= 0; day--) {
    if (shapeByDay[day] === UNKNOWN) continue;
    until[day] = Math.max(day, until[day + 1] ?? -1);
  }
  return until;
}

/** For every 2^STEP_BITS working minutes the working day in which they begin: a search starts one step away. */
export function signposts(minutesTo: Int32Array): Int32Array {
  const last = minutesTo.length - 2;
  const total = minutesTo[minutesTo.length - 1] as number;
  const posts = new Int32Array((total >> STEP_BITS) + 2);
  let worked = 0;
  for (let post = 0; post < posts.length; post++) {
    while (worked < last && (minutesTo[worked + 1] as number) <= post << STEP_BITS) worked++;
    posts[post] = worked;
  }
  return posts;
}
