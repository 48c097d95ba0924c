import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { toIso } from '../domain/time/instant.js';
import { DossierTurn } from '../dossiers/dossier-turn.js';
import { fieldsOf, FromForm, type Posted } from '../platform/web/posted.js';
import { Allow } from '../platform/web/access.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { DelayNotices } from './delay-notices.service.js';
import { DelayNoticeForm, NewDueForm, newDueOf } from './letter-forms.dto.js';

/** An officer says on the page of a dossier that its promise will not be kept. */
@Controller('dossiers/:code/delay-notices')
export class DelayNoticesPages {
  constructor(
    private readonly notices: DelayNotices,
    private readonly turn: DossierTurn,
  ) {}

  @Post()
  @Allow(...ACT_ROLES.declare_delay)
  declare(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const fields = { newDueAt: 'newDueOn' };
    return this.turn.take({ ...posted, key: 'delay-notices', fields, reply }, async (asked) => {
      const { newDueOn, newDueTime, ...rest } = fieldsOf(posted);
      const newDueAt = newDueOf(await readRequest(NewDueForm, { newDueOn, newDueTime }, true));
      const said = { ...rest, ...(newDueAt === null ? {} : { newDueAt: toIso(newDueAt) }) };
      const { reason, sentence = null, reasonKey, fault } = await readRequest(DelayNoticeForm, said, true);
      return this.notices.declare(asked, { reason, sentence, reasonKey, fault, newDueAt });
    });
  }
}
