import { ErasureRooms } from './erasure-rooms.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';
import { RetentionJobs } from './retention.jobs.js';
import { RetentionService } from './retention.service.js';
import { Traces } from './traces.js';

/** What this room brings to the module of the feature. */
export const ERASURE = {
  controllers: [],
  providers: [ErasureRepository, ErasureRooms, ErasureService, RetentionJobs, RetentionService, Traces],
};
