import type { FastifyReply } from 'fastify';

/** Says that this answer was given before: the request made nothing new. */
export function markReplayed(reply: FastifyReply, replayed: boolean): void {
  if (replayed) void reply.header('idempotency-replayed', 'true');
}

/** The version of what is answered; `@IfMatch()` of the next request brings it back. */
export function markVersion(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}
