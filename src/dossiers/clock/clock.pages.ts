import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DossierTurn } from '../dossier-turn.js';
import { withNamedPapers } from '../missing-papers.js';
import { fieldsOf, FromForm, type Posted } from '../../platform/web/posted.js';
import {
  ExtraTimeGrantRequest,
  PaymentConfirmationRequest,
  PaymentNoticeRequest,
  PaymentRequest,
  SupplementQuestionRequest,
  SupplementRequest,
} from './clock.dto.js';
import { ExtraTimesService } from './extra-times.service.js';
import { PaymentsService } from './payments.service.js';
import { SupplementsService } from './supplements.service.js';

/** The acts that stop a dossier's clock, let it run again, or lengthen its limit, as forms. */
@Controller('dossiers/:code')
export class ClockPages {
  constructor(
    private readonly supplements: SupplementsService,
    private readonly payments: PaymentsService,
    private readonly extraTimes: ExtraTimesService,
    private readonly turn: DossierTurn,
  ) {}

  @Post('supplement-requests')
  @Allow(...ACT_ROLES.request_supplement)
  ask(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'supplement-requests', fields: ITEMS, reply }, async (asked) => {
      const request = await readRequest(SupplementQuestionRequest, withItems(posted), true);
      const { items, reason, receiversFault = null, overrideReason = null } = request;
      return this.supplements.ask(asked, { items, reason, receiversFault, overrideReason });
    });
  }

  @Post('supplements')
  @Allow(...ACT_ROLES.receive_supplement)
  receive(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'supplements', fields: ITEMS, reply }, async (asked) => {
      const { items } = await readRequest(SupplementRequest, withItems(posted), true);
      return this.supplements.receive(asked, items);
    });
  }

  @Post('payment-requests')
  @Allow(...ACT_ROLES.request_payment)
  requestPayment(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'payment-requests', reply }, async (asked) =>
      this.payments.request(asked, await readRequest(PaymentNoticeRequest, withAmount(posted), true)),
    );
  }

  @Post('payment-requests/:id/confirmations')
  @Allow(...ACT_ROLES.confirm_payment)
  confirmPayment(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'payment-confirmations', reply }, async (asked) =>
      this.payments.confirm(asked, posted.id, await readRequest(PaymentConfirmationRequest, posted.body)),
    );
  }

  @Post('payments')
  @Allow(...ACT_ROLES.pay)
  pay(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'payments', reply }, async (asked) => {
      const { amountVnd, method, reference = null } = await readRequest(PaymentRequest, withAmount(posted), true);
      return this.payments.pay(asked, { amountVnd, method, reference });
    });
  }

  @Post('extra-times')
  @Allow(...ACT_ROLES.grant_extra_time)
  grantExtraTime(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'extra-times', reply }, async (asked) =>
      this.extraTimes.grant(asked, await readRequest(ExtraTimeGrantRequest, posted.body)),
    );
  }
}

/** A fault of one line is a fault of the field that holds them all. */
const ITEMS = { items: 'items' };

function withItems(posted: Posted): object {
  return withNamedPapers(fieldsOf(posted));
}

/** `1.500.000` is how people write an amount. */
function withAmount(posted: Posted): object {
  const { amountVnd, ...rest } = fieldsOf(posted);
  return { ...rest, amountVnd: typeof amountVnd === 'string' ? amountVnd.replaceAll(/[.\s]/g, '') : amountVnd };
}
