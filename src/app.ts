import fastifyCookie from '@fastify/cookie';
import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import type { Platform } from './platform/platform.module.js';
import { addAssets } from './platform/web/assets.js';
import { addBodyReaders, BODY_LIMIT_BYTES } from './platform/web/bodies.js';
import { Cookies } from './platform/web/cookies.js';
import { addAccessLog, addAnswerHooks, addOneLook, type AccessLine } from './platform/web/hooks.js';
import { addSecurityHeaders } from './platform/web/security-headers.js';
import { answerBadUrl } from './platform/web/bad-url.js';

export interface AppOptions {
  /** modules added to ours: tests put their own routes in */
  readonly extra?: readonly (new () => object)[];
  /** false keeps quiet: tests read answers, not logs */
  readonly log?: boolean;
}

/** How long a request may take to arrive in full; slower ones hold connections, not data. */
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;

/** The whole service on an open platform, ready to listen or to be asked by `inject`. Closing it leaves the platform open. */
export async function createApp(platform: Platform, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const { extra = [], log = true } = options;
  const levels: LogLevel[] = log ? ['fatal', 'error', 'warn'] : ['fatal'];
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trusted(platform.config.TRUSTED_PROXIES),
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    frameworkErrors: answerBadUrl,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(platform, extra), adapter, {
    bodyParser: false,
    logger: levels,
    abortOnError: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  addSecurityHeaders(fastify, platform.config.PUBLIC_URL.startsWith('https:'));
  await fastify.register(fastifyCookie);
  addBodyReaders(fastify);
  addAnswerHooks(fastify, app.get(Cookies));
  addOneLook(fastify);
  if (log) addAccessLog(fastify, accessLog());
  await addAssets(fastify);
  await app.init();
  await fastify.ready();
  return app;
}

/** Which neighbours may say on whose behalf they ask: without any, X-Forwarded-For is just text. */
function trusted(proxies: string): string | false {
  return proxies === '' ? false : proxies;
}

/** The lines of one turn of the event loop go out together. `2023-05-17T02:30:00.000Z GET /dossiers 200 12 ms binh.tt`: one line, real time also in training. */
function accessLog(): (line: AccessLine) => void {
  let lines = '';
  return ({ method, path, status, milliseconds, who }) => {
    if (lines === '') {
      setImmediate(() => {
        process.stdout.write(lines);
        lines = '';
      });
    }
    lines += `${new Date().toISOString()} ${method} ${path} ${status} ${milliseconds} ms ${who}\n`;
  };
}
