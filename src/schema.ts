import { CreatePlatform1704067200000 } from '../migrations/1704067200000-create-platform.js';
import type { Schema } from './platform/database/database.js';
import {
  CounterEntity,
  IdempotencyKeyEntity,
  JobLeaseEntity,
  KeyCheckEntity,
  MaintenanceSwitchEntity,
} from './platform/database/platform.entities.js';

/** Every table's shape and every step that made it, in order: the composition root hands them to the plumbing. */
export const schema: Schema = {
  entities: [CounterEntity, IdempotencyKeyEntity, JobLeaseEntity, KeyCheckEntity, MaintenanceSwitchEntity],
  migrations: [CreatePlatform1704067200000],
};
