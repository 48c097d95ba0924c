import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../platform/web/access.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { CommentRequest, DeliveryRequest, IssuanceRequest } from './apologies.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { IssuingService } from './issuing.service.js';
import type { LetterActKey } from './letter-acts.js';
import { LetterRevisionForm, newDueOf } from './letter-forms.dto.js';
import { LetterPage, type Turn } from './letter-page.js';
import { CARRIERS, OFFICE, SIGNERS, WRITERS } from './letter-roles.js';
import { LettersService } from './letters.service.js';

/** What people do to a letter from its page: each a form, each answered by a redirect or by the page again. */
@Controller('letters/:id')
export class LetterActsPages {
  constructor(
    private readonly letters: LettersService,
    private readonly issuing: IssuingService,
    private readonly deliveries: DeliveriesService,
    private readonly page: LetterPage,
  ) {}

  @Post('edit')
  @Allow(...WRITERS)
  edit(@FromForm() { id, seen, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'edit', request, reply), async ({ by, write }) => {
      const form = await readRequest(LetterRevisionForm, request.body);
      const { reason, reasonKey, fault } = form;
      const revision = { reason, reasonKey, fault, newDueAt: newDueOf(form) };
      await this.letters.revise(id, revision, by, write, seen);
    });
  }

  @Post('approvals')
  @Allow(...SIGNERS)
  approve(@FromForm() { id, seen, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'approvals', request, reply), ({ by, write }) =>
      this.letters.approve(id, by, write, seen),
    );
  }

  @Post('rejections')
  @Allow(...SIGNERS)
  reject(@FromForm() { id, seen, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'rejections', request, reply), async ({ by, write }) => {
      const { reason } = await readRequest(CommentRequest, request.body);
      await this.letters.sendBack(id, reason, by, write, seen);
    });
  }

  /** Finishes a letter that a crash left with its number, too. */
  @Post('issuances')
  @Allow(...OFFICE)
  issue(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'issuances', request, reply), async ({ by, write }) => {
      const { number } = await readRequest(IssuanceRequest, request.body);
      await this.issuing.issueFor(id, number ?? null, by, write);
    });
  }

  @Post('voids')
  @Allow(...OFFICE)
  void(@FromForm() { id, seen, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'voids', request, reply), async ({ by, write }) => {
      const { reason } = await readRequest(CommentRequest, request.body);
      await this.letters.void(id, reason, by, write, seen);
    });
  }

  @Post('deliveries')
  @Allow(...CARRIERS)
  deliver(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.page.act(turn(id, 'deliveries', request, reply), async ({ by, write }) => {
      const { channel, proof } = await readRequest(DeliveryRequest, request.body);
      await this.deliveries.deliver(id, { channel, proof: proof ?? null }, by, write);
    });
  }
}

function turn(letterId: string, key: LetterActKey, request: WebRequest, reply: FastifyReply): Turn {
  return { request, reply, letterId, key, done: `letter.done.${key}`, next: `/letters/${letterId}` };
}
