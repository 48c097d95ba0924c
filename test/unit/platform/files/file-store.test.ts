import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from '../../../../src/platform/files/file-store.js';

describe('the store of papers', () => {
  let root: string;
  const content = Buffer.from('a letter');
  const hash = createHash('sha256').update(content).digest('hex');

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'store-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('gives back what was written, once however often it is written', async () => {
    const store = new FileStore(root);
    expect(await store.write(content, 'text/plain')).toEqual({ hash, mediaType: 'text/plain', bytes: content.length });
    await store.write(content, 'text/plain');
    expect(await readdir(join(root, hash.slice(0, 2)))).toEqual([hash]);
    expect(await store.read(hash)).toEqual(content);
  });

  it('leaves nothing half written where writing fails', async () => {
    // A folder that is not empty stands where the file must go, so that it cannot take its final name.
    await mkdir(join(root, hash.slice(0, 2), hash, 'in the way'), { recursive: true });
    await expect(new FileStore(root).write(content, 'text/plain')).rejects.toThrow();
    expect(await readdir(join(root, hash.slice(0, 2)))).toEqual([hash]);
  });
});
