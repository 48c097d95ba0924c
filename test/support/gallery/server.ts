import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { projectRoot } from '../../../src/platform/templates/project-root.js';
import { styleSheet } from '../../../src/platform/web/screen-assets.js';

/** Where the addresses of the style sheet and the layout lead; longest first. */
const FOLDERS: readonly (readonly [prefix: string, folder: string, end?: string])[] = [
  ['/assets/fonts/', 'node_modules/@fontsource/be-vietnam-pro/files'],
  ['/assets/vendor/', 'node_modules/htmx.org/dist'],
  ['/assets/', 'templates/scripts', '.js'],
  ['/assets/', 'templates/assets'],
];
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** The policy that real pages live under: whatever a template inlines by mistake breaks here too. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'";

export interface Gallery {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param pages HTML, or SVG for paths that end so, by path with its query */
export async function serveGallery(pages: ReadonlyMap<string, string>): Promise<Gallery> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname;
    const page = pages.get(path);
    const headers = { 'content-security-policy': POLICY };
    if (page !== undefined) {
      const type = path.endsWith('.svg') ? 'image/svg+xml' : 'text/html; charset=utf-8';
      response.writeHead(200, { ...headers, 'content-type': type }).end(page);
      return;
    }
    if (path === '/dashboard/events') {
      // Nothing changes in a gallery: the line is there, and says to come again some other day.
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' }).end('retry: 86400000\n\n');
      return;
    }
    asset(path).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

async function asset(path: string): Promise<Buffer | string> {
  if (path === '/assets/app.css') return styleSheet();
  const folder = FOLDERS.find(([prefix, , end = '']) => path.startsWith(prefix) && path.endsWith(end));
  if (!folder) throw new Error(`no such file: ${path}`);
  return readFile(join(projectRoot, folder[1], normalize(path.slice(folder[0].length))));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
