import { Controller, Get, Header, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Authenticated } from '../../platform/web/access.js';
import { LiveService } from './live.service.js';

/** A line to every open dashboard. */
@Controller('dashboard')
@Authenticated()
export class LivePages {
  constructor(private readonly live: LiveService) {}

  /** Server-sent events: `changed` when figures may have; 204, after which browsers ask no more, when there is no room. */
  @Get('events')
  @Header('cache-control', 'no-store')
  events(@Res({ passthrough: true }) reply: FastifyReply): StreamableFile | undefined {
    const stream = this.live.open();
    if (stream === null) {
      void reply.status(204);
      return undefined;
    }
    // A proxy that gathers answers would tell everything at the end.
    void reply.header('x-accel-buffering', 'no');
    return new StreamableFile(stream, { type: 'text/event-stream' });
  }
}
