/** What an apology can be owed for; unique per dossier and cause (R29). */
export const CAUSES = ['late', 'error', 'loss', 'supplement', 'conduct'] as const;

export type Cause = (typeof CAUSES)[number];

/** The causes that a person has to confirm: all but lateness, which the clock sees. */
export const FAULT_CAUSES = CAUSES.filter((cause) => cause !== 'late');
export type FaultCause = Exclude<Cause, 'late'>;
