import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { RefusalRequest } from '../filings/refusals.dto.js';
import { RefusalsService } from '../filings/refusals.service.js';
import { SlipPreview } from './slip-preview.js';
import { turnedAwayView } from './turned-away.view.js';

type Typed = Readonly<Record<string, string>>;

/** Somebody is turned away at the counter: a record with its reason, no dossier and no code. */
@Controller('dossiers/refusals')
@Allow('receiver')
export class TurnedAwayPages {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly slips: SlipPreview,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get('new')
  blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.form(request, by, {}, []);
  }

  /** From intake, with what was typed there: a name stands in no address. */
  @Post('new')
  async begin(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { procedureCode = '', 'applicant.name': applicantName = '' } = typedFields(body);
    void reply.status(200).send(await this.form(request, by, { procedureCode, applicantName }, []));
  }

  /** Done, it leads to the form that is handed over: 02 where papers are missing, else 03. */
  @Post()
  refuse(@FromForm() { by, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const { applicantName, ...asked } = await readRequest(RefusalRequest, withoutBlanks(body), true);
        const refusal = { ...asked, applicantName: applicantName ?? null };
        const { resource } = await this.refusals.refuse(refusal, by, write);
        return { next: `/papers/refusals/${resource}`, said: this.pages.words(request)('turned.done') };
      },
      ({ errors, sentence, typed }) => {
        const said = sentence === null ? errors : [{ field: 'procedureCode', message: sentence }];
        return this.form(request, by, typed, said);
      },
    );
  }

  private async form(request: WebRequest, by: Actor, typed: Typed, errors: readonly FieldError[]): Promise<string> {
    const t = this.pages.words(request);
    const view = turnedAwayView(await this.slips.receivable(by), typed, errors, t);
    return this.pages.page(request, 'dossiers/turned-away', view, { title: t('turned.title') });
  }
}

/** What a form leaves blank was left out. */
function withoutBlanks(body: unknown): Typed {
  return Object.fromEntries(Object.entries(typedFields(body)).filter(([, value]) => value.trim() !== ''));
}
