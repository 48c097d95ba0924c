export const REFERENCE_KINDS = ['units', 'procedures', 'holidays', 'hours'] as const;

/** What a file of reference data holds. */
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];
