import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { templatesRoot } from '../templates/project-root.js';

/** A text that browsers fetch, as it is and packed; packed when first asked for. */
class ScreenText {
  readonly etag: string;
  private packed: Buffer | null = null;

  constructor(
    private readonly type: string,
    readonly body: Buffer,
  ) {
    this.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  }

  answer(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const known = request.headers['if-none-match']?.replace(/^W\//, '') === this.etag;
    void reply
      .header('etag', this.etag)
      .header('cache-control', 'public, max-age=300')
      .header('vary', 'accept-encoding');
    if (known) return reply.status(304).send();
    void reply.header('content-type', `${this.type}; charset=utf-8`);
    if (!/\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '')) return reply.send(this.body);
    this.packed ??= gzipSync(this.body, { level: 9 });
    return reply.header('content-encoding', 'gzip').send(this.packed);
  }
}

/** The one style sheet: tokens and parts shared by all screens, then what each room adds. */
export function styleSheet(): string {
  const names = textsIn('styles').filter((name) => name !== 'base.css');
  return ['base.css', ...names].map((name) => readFileSync(join(templatesRoot, 'styles', name), 'utf8')).join('\n');
}

/**
 * /assets/app.css and /assets/<name>.js: every page asks for the first and for app.js, a screen with keys of its own for one
 * more. What an upgrade changes is asked for again after five minutes (ETag: usually 304).
 *
 * @param vendor other people's scripts, by the name under /assets/vendor
 */
export function addScreenAssets(fastify: FastifyInstance, vendor: ReadonlyMap<string, string>): void {
  const serve = (path: string, type: string, body: Buffer): void => {
    const text = new ScreenText(type, body);
    fastify.get(`/assets/${path}`, (request, reply) => text.answer(request, reply));
  };
  serve('app.css', 'text/css', Buffer.from(styleSheet()));
  for (const name of textsIn('scripts')) {
    serve(name, 'text/javascript', readFileSync(join(templatesRoot, 'scripts', name)));
  }
  for (const [name, path] of vendor) serve(`vendor/${name}`, 'text/javascript', readFileSync(path));
}

function textsIn(folder: string): string[] {
  return readdirSync(join(templatesRoot, folder)).sort();
}
