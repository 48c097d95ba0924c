import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { moneyText } from '../../platform/templates/page-words.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { faultsOf } from './counter-words.js';
import { InstantLines, type LineResult } from './instant-lines.js';
import { instantLinesView, LINES, type DoneLineView, type TypedLine } from './instant-lines.view.js';
import { InstantQuery } from './instant.dto.js';
import { InstantService } from './instant.service.js';

/** The grid of certification: one procedure, twenty people, one press. */
@Controller('dossiers/instant/lines')
@Allow('receiver')
export class InstantLinesPages {
  constructor(
    private readonly instant: InstantService,
    private readonly lines: InstantLines,
    private readonly dossiers: DossierQueryService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() { procedure = '', done = '' }: InstantQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const codes = done.split(',').filter((code) => code !== '');
    const saved = codes.slice(0, LINES).map((code, index) => ({ index, code }));
    return this.draw(request, by, { chosen: procedure, lines: [], saved, wrong: null });
  }

  @Post()
  async serve(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { procedureCode } = (body ?? {}) as { procedureCode?: unknown };
    const chosen = typeof procedureCode === 'string' ? procedureCode : '';
    const results = await this.lines.serve(request, by, chosen);
    const saved = results.flatMap((result) => ('code' in result ? [result] : []));
    if (saved.length > 0 && saved.length === results.length) {
      const next = new URLSearchParams({ procedure: chosen, done: saved.map(({ code }) => code).join(',') });
      void reply.redirect(`/dossiers/instant/lines?${next.toString()}`, 303);
      return;
    }
    const t = this.pages.words(request);
    const wrong = results.length === 0 ? t('counter.lines_none') : null;
    const lines = results.flatMap((result) => ('error' in result ? [typedLine(result, t)] : []));
    void reply.status(422).send(await this.draw(request, by, { chosen, lines, saved, wrong }));
  }

  private async draw(
    request: WebRequest,
    by: Actor,
    state: {
      readonly chosen: string;
      readonly lines: readonly TypedLine[];
      readonly saved: readonly { readonly index: number; readonly code: string }[];
      readonly wrong: string | null;
    },
  ): Promise<string> {
    const t = this.pages.words(request);
    const [procedures, records] = await Promise.all([
      this.instant.procedures(by),
      Promise.all(state.saved.map(async ({ index, code }) => ({ index, ...(await this.dossiers.record(code, by)) }))),
    ]);
    const done: DoneLineView[] = records.map(({ index, dossier: { code }, people, slip }) => ({
      no: index + 1,
      code,
      href: `/dossiers/${encodeURIComponent(code)}`,
      name: people.find(({ role }) => role === 'applicant')?.name ?? '',
      feeText: moneyText(slip.feeVnd, t),
    }));
    const total = moneyText(records.reduce((sum, { slip }) => sum + slip.feeVnd, 0), t); // prettier-ignore
    const { chosen, lines, wrong } = state;
    const view = instantLinesView({ procedures, chosen, lines, done, total, wrong }, t);
    return this.pages.page(request, 'counter/instant-lines', view, { title: t('counter.lines_title') });
  }
}

function typedLine({ typed, error }: Extract<LineResult, { error: unknown }>, t: Translator): TypedLine {
  const [first] = faultsOf(error, '', t);
  return { typed, wrong: first?.message ?? '', bare: first?.message === t('counter.name_bare') };
}
