import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { Allow } from '../platform/web/access.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { ActsService } from './acts.service.js';
import { DossierTurn } from './dossier-turn.js';
import { CompletionRequest, HandOverRequest, ReasonRequest, ReturnRequest } from './dossiers.dto.js';
import { fieldsOf, FromForm, type Posted } from '../platform/web/posted.js';

/** The acts of a dossier as forms: each posts to the resource it makes and comes back to the dossier. */
@Controller('dossiers/:code')
export class DossierActPages {
  constructor(
    private readonly acts: ActsService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('hand-overs')
  @Allow(...ACT_ROLES.hand_over)
  handOver(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const fields = { unitCode: 'to', username: 'to' };
    return this.turn.take({ ...posted, key: 'hand-overs', fields, reply }, async (asked) => {
      const { unitCode, username = null, note = null } = await readRequest(HandOverRequest, toWhom(posted), true);
      return this.acts.handOver(asked, { unitCode, username, note });
    });
  }

  @Post('hand-overs/:id/acknowledgements')
  @Allow(...ACT_ROLES.acknowledge)
  acknowledge(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'acknowledgements', reply }, (asked) =>
      this.acts.acknowledge(asked, posted.id),
    );
  }

  @Post('completions')
  @Allow(...ACT_ROLES.complete)
  complete(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'completions', reply }, async (asked) => {
      const request = await readRequest(CompletionRequest, posted.body);
      const { outcome, resultNumber = null, shelf = null, reason = null } = request;
      return this.acts.complete(asked, { outcome, resultNumber, shelf, reason });
    });
  }

  @Post('returns')
  @Allow(...ACT_ROLES.return)
  giveBack(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'returns', reply }, async (asked) =>
      this.acts.giveBack(asked, await readRequest(ReturnRequest, posted.body)),
    );
  }

  @Post('withdrawals')
  @Allow(...ACT_ROLES.withdraw)
  withdraw(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'withdrawals', reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, posted.body);
      return this.acts.withdraw(asked, reason);
    });
  }

  @Post('stoppages')
  @Allow(...ACT_ROLES.stop)
  stop(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'stoppages', reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, posted.body);
      return this.acts.stop(asked, reason);
    });
  }
}

/** `to` is a unit, or one person of it: `H45.20.05/minh.dv`. */
function toWhom(posted: Posted): object {
  const { to, ...rest } = fieldsOf(posted);
  const [unitCode = '', username] = typeof to === 'string' ? to.split('/') : [];
  return { ...rest, unitCode, ...(username === undefined ? {} : { username }) };
}
