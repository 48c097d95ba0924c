import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { MOST_SIGNED_BYTES } from '../../platform/signatures/limits.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { download, PDF, XLSX } from '../../platform/web/download.js';
import { formBytes, inWords } from '../../platform/web/form-bytes.js';
import { TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ClosingsService, CLOSERS } from '../closing/closings.service.js';
import { ClosingFileQuery, ClosingForm, ClosingSignatureForm, Ii06Query } from './ii06.dto.js';
import { Ii06Files } from './ii06-files.service.js';
import { Ii06Screen } from './ii06-screen.js';
import { ii06View } from './ii06.view.js';
import type { Ii06Report } from './statutory.service.js';

/** Form II.06: looked at, taken along, closed. */
@Controller('reports')
@Authenticated()
export class Ii06Pages {
  constructor(
    private readonly screen: Ii06Screen,
    private readonly files: Ii06Files,
    private readonly closings: ClosingsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get('ii06')
  show(@Query() query: Ii06Query, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.draw(request, by, query, null);
  }

  @Get('ii06.xlsx')
  async xlsx(@Query() query: Ii06Query, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const report = await this.screen.report(by, query);
    await download(reply, XLSX, `${nameOf(report)}.xlsx`).send(await this.files.xlsx(report));
  }

  @Get('ii06.pdf')
  async pdf(@Query() query: Ii06Query, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const report = await this.screen.report(by, query);
    await download(reply, PDF, `${nameOf(report)}.pdf`).send(await this.files.pdf(report));
  }

  @Post('closings')
  @Allow(...CLOSERS)
  close(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const asked = body as Partial<Record<string, string>>;
    const query = { unit: asked['unit'], period: asked['period'] } as Ii06Query;
    return this.turns.take(
      { request, reply },
      async () => {
        const { unit, period, note } = await readRequest(ClosingForm, body);
        await this.closings.close(by, unit, period, note ?? null);
        const next = `/reports/ii06?${new URLSearchParams({ unit, period }).toString()}`;
        return { next, said: this.pages.words(request)('ii06.closed_now') };
      },
      ({ sentence, errors }) => this.draw(request, by, query, sentence ?? errors[0]?.message ?? null),
    );
  }

  /** The PDF of the closing comes back, signed with the head's own key. */
  @Post('closings/signatures')
  @Allow(...CLOSERS)
  @TakesFiles()
  sign(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { unit, period } = body as Partial<Record<string, string>>;
    return this.turns.take(
      { request, reply },
      async () => {
        const asked = await readRequest(ClosingSignatureForm, body);
        const { content } = await formBytes(body, MOST_SIGNED_BYTES);
        await this.files.sign(by, asked, content);
        const next = `/reports/ii06?${new URLSearchParams({ unit: asked.unit, period: asked.period }).toString()}`;
        return { next, said: this.pages.words(request)('ii06.signed_now') };
      },
      (refusal) => {
        const { sentence, errors } = inWords(refusal, this.pages.words(request));
        const query = { unit, period } as Ii06Query;
        return this.draw(request, by, query, null, sentence ?? errors[0]?.message ?? null);
      },
    );
  }

  /** The bytes as they were handed in. */
  @Get('closings/file')
  async file(@Query() query: ClosingFileQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, type } = await this.files.closed(by, query);
    await download(reply, type, closedName(query)).send(bytes);
  }

  private async draw(
    request: WebRequest,
    by: Actor,
    query: Ii06Query,
    error: string | null,
    signatureError: string | null = null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = ii06View(await this.screen.page(by, query), { error, signatureError }, t);
    return this.pages.page(request, 'reports/ii06', view, { title: view.title });
  }
}

function closedName({ unit, period, kind }: ClosingFileQuery): string {
  return kind === 'signed' ? `ii06-${unit}-${period}-da-ky.pdf` : `ii06-${unit}-${period}-da-chot.${kind}`;
}

function nameOf({ form, unit, period }: Ii06Report): string {
  return `ii06${form}-${unit.code}-${period.code}`;
}
