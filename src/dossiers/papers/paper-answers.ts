import type { FastifyReply } from 'fastify';
import type { WebRequest } from '../../platform/web/principal.js';

/** @param name of the file, without its ending */
export async function sendPdf(reply: FastifyReply, content: Buffer, name: string): Promise<void> {
  await reply
    .status(200)
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .send(content);
}

/** Script says it while the browser prints; without it the page comes back, to be printed by the browser's own key. */
export function answerIssued(request: WebRequest, reply: FastifyReply, href: string): void {
  if (request.headers['hx-request'] === 'true') void reply.status(204).send();
  else void reply.redirect(href, 303);
}
