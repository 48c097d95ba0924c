import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { DossierTurn } from '../dossier-turn.js';
import { ReasonRequest } from '../dossiers.dto.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { changedParts } from './correction-form.js';
import { correctionOf } from './correction-request.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionRequest } from './receipt-changes.dto.js';
import { VoidsService } from './voids.service.js';

/** A receipt is put right by two people, or taken back, by forms. */
@Controller('dossiers/:code')
export class ReceiptChangesPages {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly voids: VoidsService,
    private readonly dossiers: DossierQueryService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('corrections')
  @Allow(...ACT_ROLES.propose_correction)
  propose(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const fields = { documents: 'documents' };
    return this.turn.take({ ...posted, key: 'corrections', fields, reply }, async (asked) => {
      const changed = changedParts(posted.body, await this.dossiers.record(asked.code, asked.by));
      const request = await readRequest(CorrectionRequest, changed.request, true);
      return this.corrections.propose(asked, correctionOf(request), request.reason, changed.kept);
    });
  }

  @Post('corrections/:id/confirmations')
  @Allow(...ACT_ROLES.correct)
  confirm(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const form = `correction-confirmations-${posted.id}`;
    return this.turn.take({ ...posted, key: 'correction-confirmations', form, reply }, (asked) =>
      this.corrections.confirm(asked, posted.id),
    );
  }

  @Post('voids')
  @Allow(...ACT_ROLES.void)
  void(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'voids', reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, posted.body);
      return this.voids.void(asked, reason);
    });
  }
}
