import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DossierTurn } from '../dossier-turn.js';
import { ReasonRequest } from '../dossiers.dto.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { FilingsService } from './filings.service.js';

/** How the desk answers a filing, as forms; its questions are asked in `clock/clock.pages.ts`. */
@Controller('dossiers/:code')
export class FilingsPages {
  constructor(
    private readonly filings: FilingsService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('acceptances')
  @Allow(...ACT_ROLES.accept)
  accept(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'acceptances', reply }, (asked) => this.filings.accept(asked));
  }

  @Post('rejections')
  @Allow(...ACT_ROLES.reject)
  reject(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'rejections', reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, posted.body);
      return this.filings.reject(asked, reason);
    });
  }
}
