import { ControlFactsService } from './control-facts.service.js';
import { ControlSlipsService } from './control-slips.service.js';
import { IssuedPapersRepository } from './issued-papers.repository.js';
import { IssuedPapersService } from './issued-papers.service.js';
import { PaperPress } from './paper-press.js';
import { PapersController } from './papers.controller.js';
import { PapersPages } from './papers.pages.js';
import { ReceiptFactsService } from './receipt-facts.service.js';
import { ReceiptNames } from './receipt-names.js';
import { ReceiptPages } from './receipt.pages.js';
import { ReceiptsService } from './receipts.service.js';
import { RefusalPapersPages } from './refusal-papers.pages.js';
import { RefusalPapersService } from './refusal-papers.service.js';
import { RegisterSheetsService } from './register-sheets.service.js';
import { RegisterPages } from './register.pages.js';
import { RegisterRepository } from './register.repository.js';
import { RegistersService } from './registers.service.js';
import { ResultSlipPages } from './result-slip.pages.js';
import { SlipFactsService } from './slip-facts.service.js';
import { SlipPlaces } from './slip-places.js';
import { SlipsService } from './slips.service.js';

/** What this room brings to the module of the feature. */
export const PAPERS = {
  controllers: [PapersController, PapersPages, ReceiptPages, RefusalPapersPages, RegisterPages, ResultSlipPages],
  providers: [
    ControlFactsService,
    ControlSlipsService,
    IssuedPapersRepository,
    IssuedPapersService,
    PaperPress,
    ReceiptFactsService,
    ReceiptNames,
    ReceiptsService,
    RefusalPapersService,
    RegisterRepository,
    RegisterSheetsService,
    RegistersService,
    SlipFactsService,
    SlipPlaces,
    SlipsService,
  ],
};
