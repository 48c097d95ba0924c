import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailSource, ReturnedMail } from './mail-sources.js';

const MOST_BYTES = 1024 * 1024;
const MOST_AT_ONCE = 500;
const DONE = 'done';

/** A folder into which something else drops returned mails as `.eml`; what was read goes into its folder `done`. */
export class FolderSource implements MailSource {
  constructor(private readonly folder: string) {}

  async each(handle: (mail: ReturnedMail) => Promise<void>): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => /^[^.].*\.eml$/i.test(name)).sort();
    await mkdir(join(this.folder, DONE), { recursive: true });
    for (const name of names.slice(0, MOST_AT_ONCE)) {
      const path = join(this.folder, name);
      // More than any report: it is put aside unread.
      if ((await stat(path)).size <= MOST_BYTES) await handle({ raw: await readFile(path), place: 'folder' });
      await rename(path, join(this.folder, DONE, name));
    }
  }
}
