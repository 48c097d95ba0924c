/** Whose data it is to mend, and who counts by them. */
export const QUALITY_READERS = ['leader', 'division_head', 'desk_head', 'monitor', 'admin'] as const;
