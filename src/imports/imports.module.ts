import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { DossiersModule } from '../dossiers/dossiers.module.js';
import { ProceduresModule } from '../procedures/procedures.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ApplyingService } from './applying.service.js';
import { ForgettingService } from './forgetting.service.js';
import { ImportResultService } from './import-result.service.js';
import { ImportRowsRepository } from './import-rows.repository.js';
import { ImportRunner } from './import-runner.js';
import { ImportScope } from './import-scope.js';
import { ImportStates } from './import-states.js';
import { ImportsController } from './imports.controller.js';
import { ImportsJobs } from './imports.jobs.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportsService } from './imports.service.js';
import { MappingsController } from './mappings.controller.js';
import { MappingsRepository } from './mappings.repository.js';
import { MappingsService } from './mappings.service.js';
import { MirroringService } from './mirroring.service.js';
import { MissingRepository } from './missing.repository.js';
import { ReferenceImportsController } from './reference-imports.controller.js';
import { MappingSamplesService } from './mappings/mapping-samples.service.js';
import { MappingsPages } from './mappings/mappings.pages.js';
import { ImportActsPages } from './pages/import-acts.pages.js';
import { ImportFacts } from './pages/import-facts.service.js';
import { ImportsPages } from './pages/imports.pages.js';
import { ImportsScreen } from './pages/imports-screen.js';
import { ReferenceDraftsRepository } from './reference/reference-drafts.repository.js';
import { ReferenceDraftsService } from './reference/reference-drafts.service.js';
import { ReferenceFilesService } from './reference/reference-files.service.js';
import { ReferencePages } from './reference/reference.pages.js';
import { RowJudge } from './row-judge.js';
import { StagingService } from './staging.service.js';

/** Files of other systems, in. The last feature: it asks all others and none asks it. */
@Module({
  imports: [CalendarModule, UnitsModule, AccountsModule, ProceduresModule, DossiersModule],
  // The routes with names stand before those with ids.
  controllers: [
    MappingsController,
    ReferenceImportsController,
    ImportsController,
    MappingsPages,
    ReferencePages,
    ImportsPages,
    ImportActsPages,
  ],
  providers: [
    ApplyingService,
    ForgettingService,
    ImportFacts,
    ImportResultService,
    ImportRowsRepository,
    ImportRunner,
    ImportScope,
    ImportStates,
    ImportsJobs,
    ImportsRepository,
    ImportsScreen,
    ImportsService,
    MappingSamplesService,
    MappingsRepository,
    MappingsService,
    MirroringService,
    MissingRepository,
    ReferenceDraftsRepository,
    ReferenceDraftsService,
    ReferenceFilesService,
    RowJudge,
    StagingService,
  ],
})
export class ImportsModule {}
