import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/templates/project-root.js';
import type { Schema } from './schema.js';

/** What the source says of one route: what it answers with, and which headers it takes. */
interface SourceOperation {
  readonly answer: Schema | null;
  readonly idempotency: boolean;
  readonly ifMatch: boolean;
}

interface SourceAnswers {
  /** by `Controller_method` */
  readonly operations: Readonly<Record<string, SourceOperation>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

let read: SourceAnswers | undefined;

/** Read out of the source once a process: a compiler has to look at all of it. */
export function sourceAnswers(): SourceAnswers {
  read ??= JSON.parse(
    execFileSync(process.execPath, [join(projectRoot, 'scripts', 'openapi-answers.mjs')], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  ) as SourceAnswers;
  return read;
}
