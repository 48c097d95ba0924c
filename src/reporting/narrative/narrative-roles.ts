/** Who writes the report in words, and who reads how the units stand. */
export const NARRATIVE_READERS = ['leader', 'division_head', 'desk_head', 'monitor', 'admin'] as const;
