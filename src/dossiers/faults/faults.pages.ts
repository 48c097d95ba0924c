import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DossierTurn } from '../dossier-turn.js';
import { fieldsOf, FromForm, type Posted } from '../../platform/web/posted.js';
import { FaultConfirmationRequest, FaultCorrectionRequest, FaultDismissalRequest, FaultRequest } from './faults.dto.js';
import { FaultsService } from './faults.service.js';

/** What went wrong, as forms: reported by anybody, judged by somebody who did not work on the dossier, put right. */
@Controller('dossiers/:code/faults')
export class FaultsPages {
  constructor(
    private readonly faults: FaultsService,
    private readonly turn: DossierTurn,
  ) {}

  @Post()
  @Allow(...ACT_ROLES.report_fault)
  report(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'faults', fields: { cause: 'kind' }, reply }, async (asked) => {
      const request = await readRequest(FaultRequest, withCause(posted), true);
      const { cause, kind, description, detectedBy = 'self', detectedOn = null } = request;
      return this.faults.report(asked, { cause, kind, description, detectedBy, detectedOn });
    });
  }

  @Post(':id/confirmations')
  @Allow(...ACT_ROLES.confirm_fault)
  confirm(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...turnOf('fault-confirmations', posted), reply }, async (asked) => {
      const { fault, reason = null } = await readRequest(FaultConfirmationRequest, posted.body);
      return this.faults.confirm(asked, posted.id, fault, reason);
    });
  }

  @Post(':id/dismissals')
  @Allow(...ACT_ROLES.dismiss_fault)
  dismiss(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...turnOf('fault-dismissals', posted), reply }, async (asked) => {
      const { reason } = await readRequest(FaultDismissalRequest, posted.body);
      return this.faults.dismiss(asked, posted.id, reason);
    });
  }

  @Post(':id/corrections')
  @Allow(...ACT_ROLES.mend_fault)
  mend(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...turnOf('fault-corrections', posted), reply }, async (asked) => {
      const {
        correctionResult: result,
        correctedOn,
        costsVnd = 0,
      } = await readRequest(FaultCorrectionRequest, posted.body);
      return this.faults.mend(asked, posted.id, { result, correctedOn, costsVnd });
    });
  }
}

/** One form a fault. */
function turnOf(key: string, posted: Posted): Posted & { readonly key: string; readonly form: string } {
  return { ...posted, key, form: `${key}-${posted.id}` };
}

/** `error/wrong_data`: a kind with its cause, chosen in one list. */
function withCause(posted: Posted): object {
  const { kind, ...rest } = fieldsOf(posted);
  const [cause = '', own = ''] = typeof kind === 'string' ? kind.split('/') : [];
  return { ...rest, cause, kind: own };
}
