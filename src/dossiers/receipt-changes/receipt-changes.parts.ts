import { CorrectionsRepository } from './corrections.repository.js';
import { CorrectionsService } from './corrections.service.js';
import { ReceiptChangesController } from './receipt-changes.controller.js';
import { ReceiptChangesPages } from './receipt-changes.pages.js';
import { VoidsService } from './voids.service.js';

/** What this room brings to the module of the feature. */
export const RECEIPT_CHANGES = {
  controllers: [ReceiptChangesController, ReceiptChangesPages],
  providers: [CorrectionsRepository, CorrectionsService, VoidsService],
};
