/** Running, and without the instant from which it would be late. */
export const NO_DUE = `("finishedDay" IS NULL AND "lateFrom" IS NULL AND "status" IN ('accepted', 'processing'))`;

/** Finished before it came. */
export const FINISHED_BEFORE_RECEIVED = `"finishedDay" < "acceptedDay"`;

/** As the partial index of what cannot be counted has it, in its words: only then the engines read that index. */
export const UNSOUND = `${FINISHED_BEFORE_RECEIVED}
             OR ${NO_DUE}`;
