import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BreachService } from '../../dossiers/breach.service.js';
import { Public, RateLimit } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { LetterPaperService } from '../letter-paper.service.js';
import { CallBackForm, WrongResultForm } from './citizen-letters.dto.js';
import { CitizenLetters } from './citizen-letters.service.js';
import { citizenLetterView, type CitizenForm } from './citizen-letters.view.js';

const READS = { limit: 60, perMinutes: 1 };
const WRITES = { limit: 10, perMinutes: 1 };

interface Turn {
  readonly form: CitizenForm;
  readonly secret: string;
  readonly request: WebRequest;
  readonly reply: FastifyReply;
}

/** The letter of whoever holds its link: to be read, answered, and nothing else of the dossier. */
@Controller('l/:secret')
@Public()
export class CitizenLettersPages {
  constructor(
    private readonly letters: CitizenLetters,
    private readonly breaches: BreachService,
    private readonly papers: LetterPaperService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  @RateLimit(READS)
  async show(
    @Param('secret') secret: string,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    hide(reply);
    return this.draw(request, secret, null);
  }

  @Get('letter.pdf')
  @RateLimit(READS)
  async pdf(@Param('secret') secret: string, @Res() reply: FastifyReply): Promise<void> {
    hide(reply);
    const { letter, messages, facts } = await this.letters.of(secret);
    const hash = messages.find(({ fileHash }) => fileHash !== null)?.fileHash ?? letter.fileHash ?? '';
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${facts.dossier.code}.pdf"`)
      .header('cache-control', 'no-store')
      .send(await this.papers.read(hash));
  }

  @Post('receipts')
  @RateLimit(WRITES)
  receive(@Param('secret') secret: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take({ form: 'receipts', secret, request, reply }, () => this.letters.receive(secret));
  }

  @Post('misses')
  @RateLimit(WRITES)
  miss(@Param('secret') secret: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take({ form: 'misses', secret, request, reply }, () => this.letters.miss(secret));
  }

  @Post('call-backs')
  @RateLimit(WRITES)
  callBack(@Param('secret') secret: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take({ form: 'call-backs', secret, request, reply }, async () => {
      const { wish = null } = await readRequest(CallBackForm, request.body);
      await this.letters.callBack(secret, wish);
    });
  }

  @Post('wrong-results')
  @RateLimit(WRITES)
  wrong(@Param('secret') secret: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take({ form: 'wrong-results', secret, request, reply }, async () => {
      const { words } = await readRequest(WrongResultForm, request.body);
      await this.letters.complain(secret, words);
    });
  }

  private take({ form, secret, request, reply }: Turn, work: () => Promise<void>): Promise<void> {
    hide(reply);
    return this.turns.takeFromGuest(
      { request, reply },
      async () => {
        await work();
        return { next: `/l/${secret}`, said: this.pages.words(request)(`citizen.done_${form}`) };
      },
      (refusal) => this.draw(request, secret, { form, refusal }),
    );
  }

  private async draw(
    request: WebRequest,
    secret: string,
    refused: { readonly form: CitizenForm; readonly refusal: Refusal } | null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const letter = await this.letters.of(secret);
    const dossier = await this.breaches.dossier(letter.letter.dossierId);
    const paper = this.papers.html(letter.facts);
    const view = citizenLetterView({ secret, letter, dossier, paper, refused }, t);
    return this.pages.page(request, 'letters/citizen', view, { title: t('citizen.title') });
  }
}

/** A secret address is kept out of indexes, and out of what other sites are told. */
function hide(reply: FastifyReply): void {
  void reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('referrer-policy', 'no-referrer');
}
