import { join } from 'node:path';
import { AppConfig } from '../../platform/config/app-config.js';
import { ExportFiles } from './export-files.js';
import { ExportMails } from './export-mails.js';
import { ExportRunner } from './export-runner.js';
import { ExportTidying } from './export-tidying.service.js';
import { ExportsErasure } from './exports-erasure.js';
import { ExportsJobs } from './exports.jobs.js';
import { ExportsKeeper } from './exports-keeper.js';
import { RegisterExportsPages } from './register-exports.pages.js';
import { RegisterExportsRepository } from './register-exports.repository.js';
import { RegisterExports } from './register-exports.service.js';
import { RegisterGathering } from './register-gathering.service.js';
import { RegisterPressing } from './register-pressing.service.js';

/** What this room brings to the module of the feature. */
export const EXPORTS = {
  controllers: [RegisterExportsPages],
  providers: [
    {
      provide: ExportFiles,
      useFactory: (config: AppConfig) => new ExportFiles(join(config.DATA_DIR, 'exports')),
      inject: [AppConfig],
    },
    ExportMails,
    ExportRunner,
    ExportTidying,
    ExportsErasure,
    ExportsJobs,
    ExportsKeeper,
    RegisterExports,
    RegisterExportsRepository,
    RegisterGathering,
    RegisterPressing,
  ],
};
