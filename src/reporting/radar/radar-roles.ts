/** Heads and inspectors: a sign is for whoever answers for the work, and for nobody else. */
export const RADAR_READERS = ['desk_head', 'leader', 'monitor'] as const;
