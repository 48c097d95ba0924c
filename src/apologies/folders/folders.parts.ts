import { ScanReader } from '../../platform/scans/scan-reader.js';
import { ClosingService } from './closing.service.js';
import { FolderChoiceRepository } from './folder-choice.repository.js';
import { FOLDER_FILES } from './folder-files.js';
import { FolderGrid } from './folder-grid.service.js';
import { FolderPress } from './folder-press.js';
import { FolderPrintsRepository } from './folder-prints.repository.js';
import { FolderRoom } from './folder-room.repository.js';
import { FolderReads } from './folder-reads.service.js';
import { FolderScansPages } from './folder-scans.pages.js';
import { FolderScreen } from './folder-screen.js';
import { FolderTurns } from './folder-turns.js';
import { FolderPages } from './folder.pages.js';
import { FoldersPages } from './folders.pages.js';
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
  controllers: [FoldersPages, FolderPages, FolderScansPages],
  providers: [
    FOLDER_FILES,
    { provide: ScanReader, useFactory: () => new ScanReader() },
    ClosingService,
    FolderChoiceRepository,
    FolderGrid,
    FolderPress,
    FolderPrintsRepository,
    FolderReads,
    FolderRoom,
    FolderRunner,
    FolderScansRepository,
    FolderScreen,
    FolderTurns,
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
