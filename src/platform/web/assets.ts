import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { templatesRoot } from '../templates/project-root.js';
import { addScreenAssets } from './screen-assets.js';

const FONT = /^\/be-vietnam-pro-(?:vietnamese|latin-ext|latin)-[456]00-normal\.woff2$/;
/** Reads QR codes where the browser cannot; fetched only when somebody opens the camera. */
const QR_READER = ['index.js', 'decode.js'];
const require = createRequire(import.meta.url);

/**
 * Pictures, fonts and the texts of screen-assets.ts under /assets; fonts never change under their name.
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
  addScreenAssets(
    fastify,
    new Map([
      ['htmx.min.js', join(packageFolder('htmx.org'), 'dist', 'htmx.min.js')],
      ...QR_READER.map((name) => [`qr/${name}`, join(fileFolder('qr'), name)] as const),
    ]),
  );
}

export function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** For packages that do not let their package.json be seen. */
function fileFolder(name: string): string {
  return dirname(require.resolve(name));
}
