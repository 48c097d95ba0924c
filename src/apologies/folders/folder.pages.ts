import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OFFICE, SIGNERS } from '../letter-roles.js';
import { ClosingService } from './closing.service.js';
import { FolderRunner } from './folder-runner.js';
import { FolderTurns } from './folder-turns.js';
import { FolderQuery, OneLetterForm } from './folders.dto.js';
import { FoldersService } from './folders.service.js';
import { PrintingService } from './printing.service.js';

/** One folder: printed, signed by hand, closed. What comes back of it: `folder-scans.pages.ts`. */
@Controller('letters/folders/:id')
@Allow(...OFFICE)
export class FolderPages {
  constructor(
    private readonly folders: FoldersService,
    private readonly printing: PrintingService,
    private readonly closing: ClosingService,
    private readonly runner: FolderRunner,
    private readonly turns: FolderTurns,
  ) {}

  @Get()
  show(
    @Param('id') id: string,
    @Query() { after = 0 }: FolderQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.turns.draw(request, id, by, { after });
  }

  /** Asked for every two seconds while it is printed; then the whole page is worth another look. */
  @Get('progress')
  async progress(
    @Param('id') id: string,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { html, moves } = await this.turns.progress(request, id, by);
    if (!moves) void reply.header('hx-refresh', 'true');
    return html;
  }

  @Get('parts/:part')
  async part(
    @Param('id') id: string,
    @Param('part') part: string,
    @CurrentActor() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const folder = await this.folders.find(id, by);
    const pdf = await this.printing.pdf(folder, /^\d{1,3}$/.test(part) ? Number(part) : 0);
    await reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', `inline; filename="tap-trinh-ky-${part}.pdf"`)
      .send(pdf);
  }

  @Post('prints')
  print(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, null, async (folder, { by }) => {
      await this.printing.ask(folder, by);
      this.runner.kick();
    });
  }

  @Post('stops')
  stop(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.stopped', async (folder) => {
      const print = await this.printing.latest(folder.id);
      if (print) await this.printing.stop(print.id);
    });
  }

  @Post('removals')
  remove(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.removed', async (folder, { by, body }) => {
      const { letterId } = await readRequest(OneLetterForm, body);
      await this.folders.takeOut(folder.id, [letterId], by);
    });
  }

  /** The signer's yes to each draft in it that they may sign. */
  @Post('approvals')
  @Allow(...SIGNERS)
  approve(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.each(posted, reply, 'approvals');
  }

  /** The next numbers of the register for what is approved, in the order of the folder. */
  @Post('allocations')
  allocate(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.each(posted, reply, 'allocations');
  }

  @Post('numbers')
  number(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.grid(posted, reply);
  }

  @Post('closures')
  close(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.closed_now', (folder, { by }) => this.closing.close(folder, by));
  }
}
