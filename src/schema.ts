import type { Schema } from './platform/database/database.js';

/** Every table's shape and every step that made it, in order: the composition root hands them to the plumbing. */
export const schema: Schema = {
  entities: [],
  migrations: [],
};
