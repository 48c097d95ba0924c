import { BulkController } from './bulk.controller.js';
import { BulkPages } from './bulk.pages.js';
import { BulkService } from './bulk.service.js';

/** What this room brings to the module of the feature. */
export const BULK = {
  controllers: [BulkController, BulkPages],
  providers: [BulkService],
};
