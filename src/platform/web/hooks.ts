import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inOneLook } from '../database/one-look.js';
import type { Cookies } from './cookies.js';
import { isForPrograms, pathOf, type WebRequest } from './principal.js';

/** One finished request, as the access log keeps it. */
export interface AccessLine {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  /** username, or `-` */
  readonly who: string;
}

/** Notes made on a request become cookies and headers of its answer. */
export function addAnswerHooks(fastify: FastifyInstance, cookies: Cookies): void {
  fastify.addHook('onSend', (request: WebRequest, reply, payload, done) => {
    const { page } = request;
    if (page) {
      if (page.newGuest !== null) cookies.setGuest(reply, page.newGuest);
      if (page.flashShown && reply.statusCode < 300) cookies.endFlash(reply);
      void reply.header('content-type', 'text/html; charset=utf-8');
    }
    forbidKeeping(request, reply);
    done(null, payload);
  });
}

/** What one person was shown must not come out of a cache for the next one at the same PC. */
function forbidKeeping(request: WebRequest, reply: FastifyReply): void {
  if (reply.hasHeader('cache-control')) return;
  if (request.principal || request.page || isForPrograms(request)) void reply.header('cache-control', 'no-store');
}

/** What a request reads from caches is checked once for all of it. Behind the body's reader, which leaves its own context. */
export function addOneLook(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (_, __, done) => {
    inOneLook(done);
  });
}

/** One line a request, without query strings and bodies: a search may hold what no log may. */
export function addAccessLog(fastify: FastifyInstance, write: (line: AccessLine) => void): void {
  fastify.addHook('onResponse', (request: WebRequest, reply, done) => {
    write({
      method: request.method,
      path: loggedPath(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      who: request.principal?.actor.username ?? '-',
    });
    done();
  });
}

const SECRET_PARAMS = /^(?:token|secret)$/i;

/** Tokens that stand in a path open letters and surveys: the log shows a star instead. */
function loggedPath(request: FastifyRequest): string {
  const params = Object.entries((request.params ?? {}) as Record<string, string>);
  const secrets = params.filter(([name]) => SECRET_PARAMS.test(name)).map(([, value]) => encodeURIComponent(value));
  return secrets.reduce((path, secret) => path.replaceAll(secret, '*'), pathOf(request)).slice(0, 300);
}
