import { BouncesService } from './bounces.service.js';
import { CarryingService } from './carrying.service.js';
import { DeliveryScreen } from './delivery-screen.js';
import { DeliveryRooms } from './delivery-room.service.js';
import { DeliveryJobs } from './delivery.jobs.js';
import { DeliveryPages } from './delivery.pages.js';
import { LetterCarriers } from './letter-carriers.service.js';
import { LetterComposer } from './letter-composer.js';
import { LetterDeliveriesRepository } from './letter-deliveries.repository.js';
import { LetterDispatch } from './letter-dispatch.service.js';
import { LetterLinks } from './letter-links.js';
import { LetterReach } from './letter-reach.service.js';
import { LetterWayRecords } from './letter-way-records.js';
import { LetterWaysRepository } from './letter-ways.repository.js';
import { LetterWays } from './letter-ways.service.js';
import { LineReportsController } from './line-reports.controller.js';
import { LineReports } from './line-reports.service.js';
import { MailReportsRepository } from './mail-reports.repository.js';
import { MailReports } from './mail-reports.service.js';
import { PostingSheets } from './posting-sheets.js';
import { ProofFiles } from './proof-files.service.js';
import { UndeliveredPages } from './undelivered.pages.js';
import { UndeliveredService } from './undelivered.service.js';

/** What this room brings to the module of the feature. */
export const DELIVERY = {
  controllers: [DeliveryPages, LineReportsController, UndeliveredPages],
  providers: [
    BouncesService,
    CarryingService,
    DeliveryJobs,
    DeliveryRooms,
    DeliveryScreen,
    LetterCarriers,
    LetterComposer,
    LetterDeliveriesRepository,
    LetterDispatch,
    LetterLinks,
    LetterReach,
    LetterWayRecords,
    LetterWays,
    LetterWaysRepository,
    LineReports,
    MailReports,
    MailReportsRepository,
    PostingSheets,
    ProofFiles,
    UndeliveredService,
  ],
};
