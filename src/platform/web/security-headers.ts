import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const HALF_YEAR_SECONDS = 180 * 24 * 3600;

/**
 * Everything from this host, nothing inline, nobody frames us. No `upgrade-insecure-requests`: a desk inside the
 * office network may run on plain HTTP. HSTS only where the service is reached by TLS.
 */
export async function addSecurityHeaders(fastify: FastifyInstance, behindTls: boolean): Promise<void> {
  await fastify.register(helmet, {
    global: true,
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
}
