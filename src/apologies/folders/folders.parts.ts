import { ScanReader } from '../../platform/scans/scan-reader.js';
import { ClosingService } from './closing.service.js';
import { FolderChoice } from './folder-choice.js';
import { FOLDER_FILES } from './folder-files.js';
import { FolderGrid } from './folder-grid.service.js';
import { FolderPress } from './folder-press.js';
import { FolderPrintsRepository } from './folder-prints.repository.js';
import { FolderRoom } from './folder-room.repository.js';
import { FolderRunner } from './folder-runner.js';
import { FolderScansRepository } from './folder-scans.repository.js';
import { FoldersErasure } from './folders-erasure.js';
import { FoldersJobs } from './folders.jobs.js';
import { FoldersRepository } from './folders.repository.js';
import { FoldersService } from './folders.service.js';
import { PrintingService } from './printing.service.js';
import { ScanCutting } from './scan-cutting.js';
import { ScanReading } from './scan-reading.service.js';
import { ScansService } from './scans.service.js';
import { SettlingService } from './settling.service.js';
import { SignedSheets } from './signed-sheets.service.js';

/** What this room brings to the module of the feature. */
export const FOLDERS = {
  controllers: [],
  providers: [
    FOLDER_FILES,
    { provide: ScanReader, useFactory: () => new ScanReader() },
    ClosingService,
    FolderChoice,
    FolderGrid,
    FolderPress,
    FolderPrintsRepository,
    FolderRoom,
    FolderRunner,
    FolderScansRepository,
    FoldersErasure,
    FoldersJobs,
    FoldersRepository,
    FoldersService,
    PrintingService,
    ScanCutting,
    ScanReading,
    ScansService,
    SettlingService,
    SignedSheets,
  ],
};
