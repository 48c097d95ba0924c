import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { projectRoot } from '../templates/project-root.js';
import { Public } from './access.js';
import { packageFolder } from './assets.js';

/** The viewer's own files; anything else of its package stays closed. */
const VIEWER_FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
/** The viewer writes style attributes; scripts stay as strict as everywhere. */
const VIEWER_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Đúng Hẹn · API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="viewer"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#viewer', validatorUrl: null });`;

/**
 * The contract, for programs and people. The document is made when the code is (`npm run openapi`, kept fresh by a
 * test), so the service neither loads nor pays for what makes it.
 */
@Controller('api')
@Public()
export class ApiDocsController {
  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  document(@Res() reply: FastifyReply): void {
    void reply.send(createReadStream(join(projectRoot, 'docs', 'openapi.json')));
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', VIEWER_POLICY)
  viewer(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Get('docs/:file')
  file(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const type = Object.hasOwn(VIEWER_FILES, file) ? VIEWER_FILES[file] : undefined;
    if (type === undefined) throw new DomainError('not_found', 'no such file');
    void reply
      .header('content-type', type)
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(join(packageFolder('swagger-ui-dist'), file)));
  }
}
