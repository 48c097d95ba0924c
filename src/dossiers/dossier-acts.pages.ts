import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { Allow } from '../platform/web/access.js';
import type { WebRequest } from '../platform/web/principal.js';
import { IfMatch } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { ActsService } from './acts.service.js';
import { DossierTurn, handOverRequest } from './dossier-turn.js';
import { CompletionRequest, HandOverRequest, ReasonRequest, ReturnRequest } from './dossiers.dto.js';

/** The acts of a dossier as forms: each posts to the resource it makes and comes back to the dossier. */
@Controller('dossiers/:code')
export class DossierActPages {
  constructor(
    private readonly acts: ActsService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('hand-overs')
  @Allow(...ACT_ROLES.hand_over)
  handOver(
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() seen: number | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turn.take({ key: 'hand-overs', code, seen, request, reply }, async (asked) => {
      const to = await readRequest(HandOverRequest, handOverRequest(body), true);
      const { unitCode, username = null, note = null } = to;
      return this.acts.handOver(asked, { unitCode, username, note });
    });
  }

  @Post('hand-overs/:id/acknowledgements')
  @Allow(...ACT_ROLES.acknowledge)
  acknowledge(
    @Param('code') code: string,
    @Param('id') id: string,
    @IfMatch() seen: number | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turn.take({ key: 'acknowledgements', code, seen, request, reply }, (asked) =>
      this.acts.acknowledge(asked, id),
    );
  }

  @Post('completions')
  @Allow(...ACT_ROLES.complete)
  complete(
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() seen: number | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turn.take({ key: 'completions', code, seen, request, reply }, async (asked) => {
      const { outcome, resultNumber = null, shelf = null, reason = null } = await readRequest(CompletionRequest, body);
      return this.acts.complete(asked, { outcome, resultNumber, shelf, reason });
    });
  }

  @Post('returns')
  @Allow(...ACT_ROLES.return)
  giveBack(
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() seen: number | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turn.take({ key: 'returns', code, seen, request, reply }, async (asked) =>
      this.acts.giveBack(asked, await readRequest(ReturnRequest, body)),
    );
  }

  @Post('withdrawals')
  @Allow(...ACT_ROLES.withdraw)
  withdraw(
    @Param('code') code: string,
    @Body() body: unknown,
    @IfMatch() seen: number | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turn.take({ key: 'withdrawals', code, seen, request, reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, body);
      return this.acts.withdraw(asked, reason);
    });
  }
}
