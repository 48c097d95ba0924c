import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { MOST_SIGNED_BYTES } from '../../platform/signatures/limits.js';
import { Allow } from '../../platform/web/access.js';
import { describeFormFile, TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OFFICE } from '../letter-roles.js';
import { formBytes, inWords } from '../../platform/web/form-bytes.js';
import { LetterSignatures } from './letter-signatures.service.js';
import { HereForm } from './signatures.dto.js';
import { signaturesView } from './signatures.view.js';
import { SigningKeys } from './signing-keys.service.js';

const NOTHING: Refusal = { errors: [], sentence: null, typed: {} };

/** Signing a numbered letter electronically: its paper goes out and comes back signed, or is signed here. */
@Controller('letters/:id/signatures')
@Allow(...OFFICE)
export class SignaturesPages {
  constructor(
    private readonly signatures: LetterSignatures,
    private readonly keys: SigningKeys,
    private readonly idempotency: IdempotencyService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    return this.page(request, id, NOTHING);
  }

  /** Exactly these bytes are to be signed. */
  @Get('paper.pdf')
  async paper(
    @Param('id') id: string,
    @CurrentActor() by: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { letter, paper } = await this.signatures.paper(id, by);
    const name = encodeURIComponent(`${(letter.number?.text ?? 'thu').replaceAll('/', '-')}.pdf`);
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
    void reply.header('cache-control', 'private, no-cache');
    return new StreamableFile(paper, { type: 'application/pdf' });
  }

  @Post()
  @TakesFiles()
  take(@FromForm() { id, by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const { content, digest } = await formBytes(body, MOST_SIGNED_BYTES);
      const write = describeFormFile(this.idempotency, request, digest);
      await this.signatures.take(id, content, by, write);
      return this.done(request, id);
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, id, refusal));
  }

  @Post('here')
  sign(@FromForm() { id, by, body, write, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      await this.signatures.sign(id, await readRequest(HereForm, body), by, write);
      return this.done(request, id);
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, id, refusal));
  }

  private done(request: WebRequest, id: string): Done {
    return { next: `/letters/${id}`, said: this.pages.words(request)('signature.done') };
  }

  private async page(request: WebRequest, id: string, refusal: Refusal): Promise<string> {
    const { letter } = await this.signatures.paper(id, callerOf(request).by);
    const t = this.pages.words(request);
    const view = signaturesView(letter, await this.keys.of(letter.unitCode), inWords(refusal, t), t);
    return this.pages.page(request, 'letters/signatures', view, { title: view.title });
  }
}
