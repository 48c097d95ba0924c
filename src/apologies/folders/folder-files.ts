import { join } from 'node:path';
import { AppConfig } from '../../platform/config/app-config.js';
import { Uploads } from '../../platform/files/uploads.js';

/**
 * Printed folders and scans on their way, until the folder is done: full of names, so in a folder only we can read, and
 * never a record. What a letter keeps of them goes into the store of files.
 */
export class FolderFiles extends Uploads {}

export const FOLDER_FILES = {
  provide: FolderFiles,
  useFactory: ({ DATA_DIR }: AppConfig) => new FolderFiles(join(DATA_DIR, 'folders')),
  inject: [AppConfig],
};
