import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { PdfRenderer } from '../platform/pdf/pdf-renderer.js';
import { Allow } from '../platform/web/access.js';
import { typedFields } from '../platform/web/forms.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { startOfDay } from '../domain/time/plain-date.js';
import { WordingActsService } from './wording-acts.service.js';
import { isWordingKind, type WordingKind } from './wording-kinds.js';
import { SAMPLES } from './wording-rendering.js';
import { WordingDraftForm, WordingForm, WordingsQuery } from './wordings.dto.js';
import { WordingsScreen, type WordingDraft } from './wordings-screen.js';
import type { PreviewView } from './wordings.view.js';

/** Across what is not a paper yet. */
const TRIAL = 'BẢN XEM THỬ';

/** The free sentences of papers: read, written and tried. */
@Controller('wordings')
@Allow('admin', 'desk_head', 'leader')
export class WordingsPages {
  constructor(
    private readonly screen: WordingsScreen,
    private readonly acts: WordingActsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
    private readonly pdf: PdfRenderer,
  ) {}

  @Get()
  async list(
    @CurrentActor() by: Actor,
    @Query() { unit = by.unitCode }: WordingsQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const view = await this.screen.list(unit, by, this.pages.words(request));
    return this.pages.page(request, 'wordings/list', view, { title: view.heading });
  }

  @Get(':kind')
  async edit(
    @CurrentActor() by: Actor,
    @Param('kind') name: string,
    @Query() { unit, from }: WordingsQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const place = { kind: readKind(name), unitCode: unit ?? by.unitCode, from: from ?? null };
    const view = await this.screen.edit(place, by, null, null, this.pages.words(request));
    return this.pages.page(request, 'wordings/edit', view, { title: view.heading });
  }

  /** The text as it prints, for htmx; without script the whole page, with what was typed. */
  @Post(':kind/previews')
  async preview(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = readKind(name);
    const { unit, text = '', sample = 'usual', validFrom } = await readRequest(WordingDraftForm, request.body);
    await this.screen.seen(unit, by);
    const t = this.pages.words(request);
    if (request.headers['hx-request'] === 'true') {
      const preview = this.screen.preview(kind, text, sample, t);
      void reply.status(200).send(this.pages.fragment(request, 'wordings/preview', { preview }));
      return;
    }
    const draft = { text, sample, validFrom: validFrom ?? this.screen.today() };
    const view = await this.screen.edit({ kind, unitCode: unit }, by, draft, null, t);
    void reply.status(200).send(this.pages.page(request, 'wordings/edit', view, { title: view.heading }));
  }

  /** The same as the printer sets it, across it that it is a trial. */
  @Post(':kind/pdf')
  async print(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = readKind(name);
    const { unit, text = '', sample = 'usual' } = await readRequest(WordingDraftForm, request.body);
    await this.screen.seen(unit, by);
    const { html } = this.screen.preview(kind, text, sample, this.pages.words(request));
    if (html === null) {
      await this.show(request, reply, kind, unit, null);
      return;
    }
    const date = startOfDay(this.screen.today());
    const paper = `<article class="paper">${html}</article>`;
    const file = await this.pdf.render(paper, { title: kind, date, size: 'a5', watermark: TRIAL });
    void reply.status(200).type('application/pdf').header('content-disposition', 'inline').send(file);
  }

  @Post(':kind')
  @Allow('admin')
  async write(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = readKind(name);
    const unit = typedFields(request.body)['unit'] ?? by.unitCode;
    await this.screen.seen(unit, by);
    await this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { text, validFrom } = await readRequest(WordingForm, request.body);
        await this.acts.write({ kind, unitCode: unit, validFrom, text }, by, write);
        const next = `/wordings/${kind}?unit=${encodeURIComponent(unit)}`;
        return { next, said: this.pages.words(request)('wording.saved') };
      },
      (refusal) => this.again(request, kind, unit, refusal),
    );
  }

  private async show(
    request: WebRequest,
    reply: FastifyReply,
    kind: WordingKind,
    unit: string,
    refusal: Refusal | null,
  ): Promise<void> {
    void reply.status(422).send(await this.again(request, kind, unit, refusal));
  }

  private async again(request: WebRequest, kind: WordingKind, unit: string, refusal: Refusal | null): Promise<string> {
    const { text = '', validFrom, sample } = typedFields(request.body);
    const draft: WordingDraft = {
      text: text.replaceAll('\r\n', '\n').slice(0, 10_000),
      validFrom: validFrom ?? this.screen.today(),
      sample: SAMPLES.find((one) => one === sample) ?? 'usual',
    };
    const t = this.pages.words(request);
    const view = await this.screen.edit(
      { kind, unitCode: unit },
      callerOf(request).by,
      draft,
      reworded(refusal, this.screen.preview(kind, draft.text, draft.sample, t)),
      t,
    );
    return this.pages.page(request, 'wordings/edit', view, { title: view.heading });
  }
}

/** @throws DomainError `not_found` */
function readKind(name: string): WordingKind {
  if (!isWordingKind(name)) throw new DomainError('not_found', 'there is no such wording');
  return name;
}

/** Faults of the text come from the use case in Vietnamese; here they are said in the reader's language. */
function reworded(refusal: Refusal | null, { faults }: PreviewView): Refusal | null {
  if (!refusal) return null;
  const others = refusal.errors.filter(({ field }) => field !== 'text');
  const own = faults.map((message) => ({ field: 'text', message }));
  const errors = own.length > 0 ? [...own, ...others] : refusal.errors;
  return { ...refusal, errors };
}
