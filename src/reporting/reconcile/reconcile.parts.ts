import { Comparers, ComparingService } from './comparing.service.js';
import { DifferencesRepository } from './differences.repository.js';
import { FormComparing } from './form-comparing.service.js';
import { ListComparing } from './list-comparing.service.js';
import { OurDossiersRepository } from './our-dossiers.repository.js';
import { ReconcileFilesPages } from './reconcile-files.pages.js';
import { ReconcilePages } from './reconcile.pages.js';
import { ReconcileScreen } from './reconcile-screen.js';
import { ReconcileJobs } from './reconcile.jobs.js';
import { ReconcileRunner } from './reconcile-runner.js';
import { ReconciliationKeeper } from './reconciliation-keeper.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';
import { ReconciliationsService } from './reconciliations.service.js';

/** What this room brings to the module of the feature. */
export const RECONCILE = {
  controllers: [ReconcilePages, ReconcileFilesPages],
  providers: [
    Comparers,
    ComparingService,
    DifferencesRepository,
    FormComparing,
    ListComparing,
    OurDossiersRepository,
    ReconcileJobs,
    ReconcileRunner,
    ReconcileScreen,
    ReconciliationKeeper,
    ReconciliationsRepository,
    ReconciliationsService,
  ],
};
