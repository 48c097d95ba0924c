import type { FastifyReply } from 'fastify';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF = 'application/pdf';

/** An answer that is a file to be kept. @param file its name, with its ending */
export function download(reply: FastifyReply, type: string, file: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${file}"`);
}
