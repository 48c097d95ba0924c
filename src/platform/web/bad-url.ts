import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEMS, type Problem } from './problem-words.js';

/** A URL that is none (`/%zz`) never reaches a route, nor our filter: the router answers it here. */
export function answerBadUrl(_: unknown, __: FastifyRequest, reply: FastifyReply): void {
  const { status, title } = PROBLEMS['request.malformed'];
  const problem: Problem = {
    type: 'urn:dung-hen:problem:request.malformed',
    title: title.vi,
    status,
    code: 'request.malformed',
    detail: 'the URL cannot be read',
  };
  void reply
    .status(status)
    .header('x-content-type-options', 'nosniff')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
