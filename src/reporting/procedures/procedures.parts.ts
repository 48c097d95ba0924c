import { ProcedureCountsController } from './procedure-counts.controller.js';
import { ProcedureCountsPages } from './procedure-counts.pages.js';
import { ProcedureCountsService } from './procedure-counts.service.js';
import { ProcedurePlansRepository } from './procedure-plans.repository.js';
import { ProcedurePlans } from './procedure-plans.service.js';

/** What this room brings to the module of the feature. */
export const PROCEDURE_COUNTS = {
  controllers: [ProcedureCountsController, ProcedureCountsPages],
  providers: [ProcedureCountsService, ProcedurePlans, ProcedurePlansRepository],
};
