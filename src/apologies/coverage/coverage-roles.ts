/** Whose work it is that nobody is left without a letter, and who counts. */
export const COVER_READERS = ['leader', 'division_head', 'desk_head', 'clerk', 'monitor', 'admin'] as const;
