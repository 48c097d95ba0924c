import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { scanOf } from '../../dossiers/processing/file-bytes.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { TakesFiles } from '../../platform/web/form-files.js';
import { FromForm, type Caller, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { DeliveriesService } from '../deliveries.service.js';
import { CARRIERS } from '../letter-roles.js';
import { CarryingService } from './carrying.service.js';
import { LabelQuery, PostingForm, ReturnForm, SignatureForm } from './delivery.dto.js';
import { DeliveryScreen } from './delivery-screen.js';
import type { DeliveryFormKey } from './delivery.view.js';
import { ProofFiles } from './proof-files.service.js';

/** How one letter is brought to its citizen: by chat, over the desk, by post. */
@Controller('letters/:id/delivery')
@Allow(...CARRIERS)
export class DeliveryPages {
  constructor(
    private readonly carrying: CarryingService,
    private readonly deliveries: DeliveriesService,
    private readonly proofs: ProofFiles,
    private readonly screen: DeliveryScreen,
  ) {}

  @Get()
  show(@Param('id') id: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, id);
  }

  /** Who it goes to, as large as an envelope wants it. */
  @Get('label')
  label(
    @Param('id') id: string,
    @Query() { size = 'a5' }: LabelQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.label(request, by, id, size);
  }

  /** A picture, a scan or a signature that shows that it went. */
  @Get('proofs/:hash')
  async proof(
    @Param('id') id: string,
    @Param('hash') hash: string,
    @CurrentActor() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { type, content } = await this.proofs.read(id, hash, by);
    await reply.type(type).header('content-disposition', 'inline').send(content);
  }

  /** The number to write to, on this one answer: no address leads to it again. */
  @Post('numbers')
  number(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.screen.number(posted, reply);
  }

  @Post('messages')
  @TakesFiles()
  message(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('messages', posted, reply, async (caller) => {
      const picture = await scanOf(posted.body, 'file');
      const kept = picture === null ? null : await this.proofs.keep(picture.content, 'file');
      await this.carrying.messaged(posted.id, kept, caller);
    });
  }

  /** Signed on the screen; without script, or on paper, the officer ticks that it was. */
  @Post('signatures')
  sign(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('signatures', posted, reply, async ({ by, write }) => {
      const { name, drawing, signed } = await readRequest(SignatureForm, posted.body);
      if (drawing === undefined && signed !== 'on') throw unsigned();
      const kept = drawing === undefined ? null : await this.proofs.keepDrawing(drawing, 'drawing');
      const how = kept === null ? 'đã ký nhận' : 'ký trên màn hình';
      const delivery = { channel: 'desk', proof: `${name}, ${how}`, proofHash: kept?.hash ?? null } as const;
      await this.deliveries.deliver(posted.id, delivery, by, write);
    });
  }

  /** The paper with the citizen's signature, scanned or photographed. */
  @Post('signed-papers')
  @TakesFiles()
  signedPaper(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('signed-papers', posted, reply, async ({ by, write }) => {
      const { name } = await readRequest(SignatureForm, posted.body);
      const scan = await scanOf(posted.body, 'file');
      if (scan === null) throw missing('file', 'Chọn tệp ảnh hoặc bản quét');
      const kept = await this.proofs.keep(scan.content, 'file');
      const delivery = { channel: 'desk', proof: `${name}, ký trên giấy`, proofHash: kept.hash } as const;
      await this.deliveries.deliver(posted.id, delivery, by, write);
    });
  }

  @Post('postings')
  post(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('postings', posted, reply, async (caller) => {
      const { item = null } = await readRequest(PostingForm, posted.body);
      await this.carrying.posted(posted.id, item, caller);
    });
  }

  @Post('returns')
  return(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('returns', posted, reply, async (caller) => {
      const { reason } = await readRequest(ReturnForm, posted.body);
      await this.carrying.returned(posted.id, reason, caller);
    });
  }

  @Post('other-ways')
  otherWay(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.take('other-ways', posted, reply, (caller) => this.carrying.giveUp(posted.id, caller));
  }

  private take(
    form: DeliveryFormKey,
    posted: Posted,
    reply: FastifyReply,
    work: (caller: Caller) => Promise<void>,
  ): Promise<void> {
    return this.screen.take({ form, posted, reply }, work);
  }
}

function unsigned(): DomainError {
  return missing('signed', 'Xin ký trên màn hình, hoặc đánh dấu đã ký trên giấy');
}

function missing(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'nothing shows that it was handed over', {}, [{ field, message }]);
}
