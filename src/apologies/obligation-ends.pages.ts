import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { DossierTurn, type Turn } from '../dossiers/dossier-turn.js';
import { scanOf } from '../dossiers/processing/file-bytes.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { TakesFiles } from '../platform/web/form-files.js';
import { Allow } from '../platform/web/access.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { OutsideLetterRequest, WaiverRequest } from './apologies.dto.js';
import { ObligationEnds, type EndRequest } from './obligation-ends.service.js';

/** What is owed for a dossier ends, on its page, without a letter of ours. */
@Controller('dossiers/:code/obligations/:id')
export class ObligationEndsPages {
  constructor(
    private readonly ends: ObligationEnds,
    private readonly turn: DossierTurn,
  ) {}

  @Post('waivers')
  @TakesFiles()
  @Allow(...ACT_ROLES.waive)
  waive(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take(turnOf('waivers', posted, reply), async ({ by, write }) => {
      const { reason, proof = null } = await readRequest(WaiverRequest, posted.body);
      const scan = await scanOf(posted.body, 'scan');
      return this.ends.waive(endOf(posted, by, write), reason, { proof, scan });
    });
  }

  @Post('outside-requests')
  @Allow(...ACT_ROLES.ask_outside)
  askOutside(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take(turnOf('outside-requests', posted, reply), ({ by, write }) =>
      this.ends.askOutside(endOf(posted, by, write)),
    );
  }

  @Post('outside-letters')
  @TakesFiles()
  @Allow(...ACT_ROLES.record_outside)
  recordOutside(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take(turnOf('outside-letters', posted, reply), async ({ by, write }) => {
      const { number, date, proof = null } = await readRequest(OutsideLetterRequest, posted.body);
      const scan = await scanOf(posted.body, 'scan');
      return this.ends.recordOutside(endOf(posted, by, write), { number, date, proof }, scan);
    });
  }
}

function endOf({ id, code, seen: version }: Posted, by: Actor, write: IdempotentWrite | null): EndRequest {
  return { id, by, write, seen: { code, version } };
}

/** One form an obligation. */
function turnOf(key: string, posted: Posted, reply: FastifyReply): Turn {
  return { ...posted, key, form: `${key}-${posted.id}`, reply };
}
