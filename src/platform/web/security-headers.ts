import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

const HALF_YEAR_SECONDS = 180 * 24 * 3600;

/**
 * Everything from this host, nothing inline, nobody frames us. No `upgrade-insecure-requests`: a desk inside the
 * office network may run on plain HTTP. HSTS only where the service is reached by TLS.
 */
export function addSecurityHeaders(fastify: FastifyInstance, behindTls: boolean): void {
  // The same for every answer: asked of helmet once.
  const specimen = new ServerResponse(new IncomingMessage(new Socket()));
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
      },
    },
    strictTransportSecurity: behindTls && { maxAge: HALF_YEAR_SECONDS, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  protect(specimen.req, specimen, () => undefined);
  const headers = specimen.getHeaders();
  fastify.addHook('onRequest', (_, reply, done) => {
    void reply.headers(headers);
    done();
  });
}
