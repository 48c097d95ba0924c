import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DossierTurn } from '../dossier-turn.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { AssignmentRequest, NoteRequest, ResultRequest } from './work.dto.js';
import { WorkService } from './work.service.js';

/** Who works on a dossier, what they say to one another, and the result on its way, as forms. */
@Controller('dossiers/:code')
export class WorkPages {
  constructor(
    private readonly work: WorkService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('assignments')
  @Allow(...ACT_ROLES.assign)
  assign(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'assignments', reply }, async (asked) => {
      const { username } = await readRequest(AssignmentRequest, posted.body);
      return this.work.assign(asked, username);
    });
  }

  @Post('notes')
  @Allow(...ACT_ROLES.note)
  note(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'notes', reply }, async (asked) => {
      const { text } = await readRequest(NoteRequest, posted.body);
      return this.work.note(asked, text);
    });
  }

  @Post('results')
  @Allow(...ACT_ROLES.transfer_result)
  transferResult(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'results', reply }, async (asked) => {
      const { outcome, number = null } = await readRequest(ResultRequest, posted.body);
      return this.work.transferResult(asked, { outcome, number });
    });
  }
}
