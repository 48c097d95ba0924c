import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { Allow } from '../platform/web/access.js';
import { typedFields } from '../platform/web/forms.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { WordingActsService } from './wording-acts.service.js';
import type { WordingDraft, WordingPlace } from './wording-draft.js';
import { isWordingKind, type WordingKind } from './wording-kinds.js';
import { SAMPLES } from './wording-rendering.js';
import { WordingDraftForm, WordingForm, WordingsQuery } from './wordings.dto.js';
import { WordingsScreen } from './wordings-screen.js';
import type { PreviewView } from './wordings.view.js';

/** The words of papers, letters and messages: read, written and tried. */
@Controller('wordings')
@Allow('admin', 'desk_head', 'leader')
export class WordingsPages {
  constructor(
    private readonly screen: WordingsScreen,
    private readonly acts: WordingActsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
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
    @Query() { unit, from, procedure }: WordingsQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const place = { kind: readKind(name), unitCode: unit ?? by.unitCode, procedureCode: procedure ?? null };
    const words = this.pages.words(request);
    const view = await this.screen.edit({ ...place, from: from ?? null }, by, null, null, words);
    return this.pages.page(request, 'wordings/edit', view, { title: view.heading });
  }

  /** The text as it prints, for htmx; without script the whole page, with what was typed. */
  @Post(':kind/previews')
  async preview(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { place, draft } = await this.typed(name, request);
    await this.screen.seen(place.unitCode, by);
    const t = this.pages.words(request);
    if (request.headers['hx-request'] === 'true') {
      const preview = await this.screen.preview(place.kind, draft, by, t);
      void reply.status(200).send(this.pages.fragment(request, 'wordings/preview', { preview }));
      return;
    }
    const view = await this.screen.edit(place, by, draft, null, t);
    void reply.status(200).send(this.pages.page(request, 'wordings/edit', view, { title: view.heading }));
  }

  /** The same as the printer sets it, across it that it is a trial. */
  @Post(':kind/pdf')
  async print(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { place, draft } = await this.typed(name, request);
    await this.screen.seen(place.unitCode, by);
    const file = await this.screen.print(place.kind, draft, by);
    if (file === null) void reply.status(422).send(await this.again(request, place, null));
    else void reply.status(200).type('application/pdf').header('content-disposition', 'inline').send(file);
  }

  @Post(':kind')
  @Allow('admin')
  async write(
    @Param('kind') name: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { unit, procedure } = typedFields(request.body);
    const place = { kind: readKind(name), unitCode: unit ?? by.unitCode, procedureCode: procedure ?? null };
    await this.screen.seen(place.unitCode, by);
    await this.screen.procedure(place.procedureCode);
    await this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { text, validFrom } = await readRequest(WordingForm, request.body);
        await this.acts.write({ ...place, validFrom, text }, by, write);
        const only = place.procedureCode === null ? '' : `&procedure=${encodeURIComponent(place.procedureCode)}`;
        const next = `/wordings/${place.kind}?unit=${encodeURIComponent(place.unitCode)}${only}`;
        return { next, said: this.pages.words(request)('wording.saved') };
      },
      (refusal) => this.again(request, place, refusal),
    );
  }

  private async typed(name: string, request: WebRequest): Promise<{ place: WordingPlace; draft: WordingDraft }> {
    const form = await readRequest(WordingDraftForm, request.body);
    const { unit, text = '', sample = 'usual', validFrom, procedure, dossier = '' } = form;
    return {
      place: { kind: readKind(name), unitCode: unit, procedureCode: procedure ?? null },
      draft: { text, sample, validFrom: validFrom ?? this.screen.today(), dossier },
    };
  }

  private async again(request: WebRequest, place: WordingPlace, refusal: Refusal | null): Promise<string> {
    const { text = '', validFrom, sample, dossier = '' } = typedFields(request.body);
    const { by } = callerOf(request);
    const draft: WordingDraft = {
      text: text.replaceAll('\r\n', '\n').slice(0, 10_000),
      validFrom: validFrom ?? this.screen.today(),
      sample: SAMPLES.find((one) => one === sample) ?? 'usual',
      dossier: dossier.slice(0, 40),
    };
    const t = this.pages.words(request);
    const preview = await this.screen.preview(place.kind, { ...draft, dossier: '' }, by, t);
    const view = await this.screen.edit(place, by, draft, reworded(refusal, preview), t);
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
