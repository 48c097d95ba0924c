import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../src/platform/templates/project-root.js';

const ADDRESS = /http:\/\/[\w.:-]+:\d+/;
const GIVE_UP_MS = 60_000;
const POLL_MS = 5;

/** The least Nest on Fastify can do: listen, and answer one route. */
export const BARE_NEST = `
  import 'reflect-metadata';
  import { Module } from '@nestjs/common';
  import { NestFactory } from '@nestjs/core';
  import { FastifyAdapter } from '@nestjs/platform-fastify';
  class Bare {}
  Module({})(Bare);
  const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false });
  app.getHttpAdapter().get('/health/ready', (_, reply) => reply.send('ok'));
  await app.listen(0, '127.0.0.1');
  console.log(await app.getUrl());
`;

/** The least Node can do. */
export const BARE_NODE = `
  import { createServer } from 'node:http';
  const server = createServer((_, reply) => reply.end('ok'));
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

export interface Started {
  readonly pid: number;
  /** where it listens, without a slash at the end */
  readonly url: string;
  /** from the start of the process to its first answer of "ready" */
  readonly milliseconds: number;
  stop(): Promise<void>;
}

/** What `npm start` gives node: measured is what people run. */
export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}

/** The service as built, on the SQLite file of `folder`, empty at first, or where the settings say. */
export function startOurs(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Started> {
  return start(startArguments(), { DATA_DIR: folder, PORT: '0', ...settings });
}

/** @param file a compiled program of test/bench/limits, by its name */
export function startLimit(file: string, settings: Readonly<Record<string, string>>): Promise<Started> {
  return start([join(import.meta.dirname, 'limits', file)], settings);
}

export function startScript(script: string): Promise<Started> {
  return start(['--input-type=module', '--eval', script], {});
}

async function start(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Started> {
  const { PATH = '', HOME = '' } = process.env;
  const from = performance.now();
  // A file, not a pipe: whoever measures should not spend its time on reading logs.
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-log-'));
  const log = openSync(join(folder, 'log'), 'w+');
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', log, 'inherit'],
  });
  closeSync(log);
  const { pid } = child;
  const said = (): string => readFileSync(join(folder, 'log'), 'utf8');
  const stop = async (): Promise<void> => {
    await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  };
  while (performance.now() - from < GIVE_UP_MS && pid !== undefined && child.exitCode === null) {
    const url = ADDRESS.exec(said())?.[0];
    if (url !== undefined && (await answers(`${url}/health/ready`))) {
      return { pid, url, milliseconds: performance.now() - from, stop };
    }
    await pause(POLL_MS);
  }
  const last = said();
  await stop();
  throw new Error(`it did not start: ${last}`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Resident memory of a process in MB; Linux only, since nothing else tells it without a tool. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** The same of a process with all it has started. */
export function familyMegabytes(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + familyMegabytes(child), residentMegabytes(pid));
}
