import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { templatesRoot } from '../templates/project-root.js';

const FONT = /^\/be-vietnam-pro-(?:vietnamese|latin-ext|latin)-[456]00-normal\.woff2$/;
const require = createRequire(import.meta.url);

/**
 * Stylesheet, script, pictures and fonts under /assets. What an upgrade changes is asked for again after five
 * minutes (ETag: usually 304); fonts never change under their name.
 */
export async function addAssets(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: join(templatesRoot, 'assets'),
    prefix: '/assets/',
    index: false,
    maxAge: '5m',
  });
  await fastify.register(fastifyStatic, {
    root: join(packageFolder('@fontsource/be-vietnam-pro'), 'files'),
    prefix: '/assets/fonts/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => FONT.test(path),
    maxAge: '365d',
    immutable: true,
  });
  const script = readFileSync(join(packageFolder('htmx.org'), 'dist', 'htmx.min.js'));
  fastify.get('/assets/vendor/htmx.min.js', (_, reply) =>
    reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(script),
  );
}

export function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
