import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds package.json, found by climbing from `from`. Built code lies one folder deeper than its
 * source, so nobody may count `../`: templates, fonts and assets hang off this folder and are never copied.
 *
 * @param from an absolute folder
 * @throws Error when no folder above holds a package.json
 */
export function findProjectRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json at or above ${from}`);
  }
}

export const projectRoot: string = findProjectRoot(import.meta.dirname);

/** The root every template name starts from. */
export const templatesRoot: string = join(projectRoot, 'templates');
