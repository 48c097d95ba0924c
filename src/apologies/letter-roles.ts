/** Who may do what with a letter; for which unit is asked by the use cases. Source: acts.md, Letter. */
export const SIGNERS = ['leader'] as const;
export const OFFICE = ['leader', 'clerk'] as const;
export const WRITERS = ['specialist', 'division_head', 'leader', 'clerk', 'desk_head', 'receiver'] as const;
/** whoever may have put the letter into the citizen's hands */
export const CARRIERS = [
  'clerk',
  'leader',
  'receiver',
  'returner',
  'desk_head',
  'specialist',
  'division_head',
] as const;
/** who answers for what was promised a second time, and who counts it */
export const SECOND_READERS = [
  'leader',
  'division_head',
  'desk_head',
  'clerk',
  'specialist',
  'monitor',
  'admin',
] as const;
/** who looks after messages nobody is sure of */
export const RESOLVERS = ['clerk', 'leader', 'desk_head'] as const;
