import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { ProcedureActsController } from './procedure-acts.controller.js';
import { ProcedureVersionsService } from './procedure-versions.service.js';
import { ProceduresController } from './procedures.controller.js';
import { ProceduresImportService } from './procedures-import.service.js';
import { ProceduresRepository } from './procedures.repository.js';
import { ProceduresService } from './procedures.service.js';
import { ProceduresPages } from './pages/procedures.pages.js';
import { ProceduresScreen } from './pages/procedures-screen.js';

@Module({
  imports: [UnitsModule],
  controllers: [ProceduresController, ProcedureActsController, ProceduresPages],
  providers: [
    ProceduresScreen,
    ProceduresRepository,
    ProceduresService,
    ProcedureVersionsService,
    ProceduresImportService,
  ],
  exports: [ProceduresService, ProcedureVersionsService, ProceduresImportService],
})
export class ProceduresModule {}
