import { folderWalk } from './folder.js';
import { signaturesWalk } from './signatures.js';
import type { Walk } from './walk.js';
import { waysWalk } from './ways.js';

export const WALKS = { folder: folderWalk, signatures: signaturesWalk, ways: waysWalk } as const satisfies Record<
  string,
  Walk
>;

export type WalkName = keyof typeof WALKS;
