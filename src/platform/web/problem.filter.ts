import { randomBytes } from 'node:crypto';
import { Catch, HttpException, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Cookies } from './cookies.js';
import { isForm } from './forms.js';
import { localeOf } from './locale.js';
import { PageRenderer } from './page-renderer.js';
import { isForPrograms, isUnsafe, pathOf, type WebRequest } from './principal.js';
import { codeOfStatus, PROBLEMS, type Problem } from './problem-words.js';
import { problemView } from './problem.view.js';
import { inWords } from './validation-words.js';

/** Errors meet HTTP once: problem+json for programs, a page for people; never a stack trace, never SQL. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<WebRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const error = asDomainError(thrown);
    const reference = error.code === 'internal' ? this.note(thrown, request) : null;
    const { retryAfterSeconds } = error.facts;
    if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
    void reply.status(PROBLEMS[error.code].status);
    if (isForPrograms(request)) this.answerProgram(request, reply, error, reference);
    else this.answerPerson(request, reply, error, reference);
  }

  private answerProgram(request: WebRequest, reply: FastifyReply, error: DomainError, reference: string | null): void {
    if (error.code === 'auth.required') void reply.header('www-authenticate', 'Bearer');
    const problem = this.problem(request, error, reference);
    void reply.header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private answerPerson(request: WebRequest, reply: FastifyReply, error: DomainError, reference: string | null): void {
    if (error.code === 'auth.required') {
      if (error.facts['hold'] === undefined) toLogIn(request, reply);
      else toRelease(request, reply, error.facts['hold']);
      return;
    }
    const { title } = this.problem(request, error, reference);
    const page = this.page(request, error, reference, title);
    void reply.header('content-type', 'text/html; charset=utf-8').send(page);
  }

  private problem(request: WebRequest, error: DomainError, reference: string | null): Problem {
    const locale = localeOf(request, this.cookies);
    const { status, title } = PROBLEMS[error.code];
    const facts = { ...error.facts, ...(reference === null ? {} : { reference }) };
    const errors = error.errors.map(({ field, message }) => ({ field, message: inWords(message, locale) }));
    return {
      type: `urn:dung-hen:problem:${error.code}`,
      title: title[locale],
      status,
      code: error.code,
      detail: error.message,
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(errors.length > 0 && { errors }),
    };
  }

  /** The page about a failure must not fail itself: a broken template still leaves a sentence and the number. */
  private page(request: WebRequest, error: DomainError, reference: string | null, title: string): string {
    try {
      const errors = this.pages.fieldErrors(request, error.errors);
      const view = problemView(error, PROBLEMS[error.code].status, errors, reference, this.pages.words(request));
      return this.pages.page(request, 'errors/show', view, { title });
    } catch (broken) {
      this.logger.error(`the problem page failed: ${String(broken)}`);
      return `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${reference ?? ''}</p>`;
    }
  }

  /** @returns the number under which the whole story stands in the log */
  private note(thrown: unknown, request: WebRequest): string {
    const reference = randomBytes(5).toString('hex');
    const story = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    this.logger.error(`${reference} ${request.method} ${pathOf(request)}\n${story}`);
    return reference;
  }
}

/** Back to where they were once they have signed in; a form that was posted cannot be repeated by a link. */
function toLogIn(request: WebRequest, reply: FastifyReply): void {
  const wished = isUnsafe(request) ? '' : `?next=${encodeURIComponent(request.url)}`;
  const location = `/log-in${request.url === '/' ? '' : wished}`;
  if (request.headers['hx-request'] === 'true') {
    void reply.status(401).header('hx-redirect', location).send('');
    return;
  }
  void reply.redirect(location, 303);
}

/**
 * To where the hold ends. A form goes on to the lock (307 repeats it there, and the lock keeps it to be sent again); a
 * piece of a page stays, and its script asks again when the screen is free.
 */
function toRelease(request: WebRequest, reply: FastifyReply, hold: unknown): void {
  if (request.headers['hx-request'] === 'true') {
    void reply.status(401).header('x-held', String(hold)).send('');
    return;
  }
  if (hold !== 'locked') void reply.redirect('/account/password', 303);
  else if (!isUnsafe(request)) void reply.redirect(`/lock?next=${encodeURIComponent(request.url)}`, 303);
  else if (isForm(request.body) && !isFormWithFiles(request)) {
    void reply.redirect(`/lock/kept?to=${encodeURIComponent(request.url)}`, 307);
  } else void reply.redirect('/lock?lost=1', 303);
}

function isFormWithFiles(request: WebRequest): boolean {
  return request.headers['content-type']?.startsWith('multipart/') === true;
}

/** Anything thrown, as one of the closed list; the inside of an unexpected error stays inside. */
function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const status = statusOf(thrown);
  const code = status === null ? (isOutage(thrown) ? 'unavailable' : 'internal') : codeOfStatus(status);
  // Nest's "Cannot GET …" repeats the URL with its query: what somebody searched for is not to be echoed.
  const spoken = status !== null && status < 500 && status !== 404;
  return new DomainError(code, (spoken ? (thrown as Error).message : PROBLEMS[code].title.en).slice(0, 300));
}

/** The framework's own refusals: Nest's exceptions and Fastify's errors both know a status. */
function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error)) return null;
  const { statusCode, code } = thrown as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : null;
}

/** The database is away, not wrong. */
function isOutage(thrown: unknown): boolean {
  const { code, driverError } = (thrown ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return [code, driverError?.code].some(
    (one) => typeof one === 'string' && /^(?:08\d{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET)$/.test(one),
  );
}
