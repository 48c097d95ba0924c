import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
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
import { withNamedPapers } from '../missing-papers.js';
import { formPart, typedPapers } from './intake-form.js';
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
    const there = typedPapers(body).listed === null ? null : receivedNames(body);
    void reply.status(200).send(await this.form(request, by, { procedureCode, applicantName }, [], there));
  }

  /** Done, it leads to the form that is handed over: 02 where papers are missing, else 03. */
  @Post()
  refuse(@FromForm() { by, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const asked = await readRequest(RefusalRequest, refusalOf(body), true);
        const { applicantName = null, items = [], ...rest } = asked;
        if (items.length > 0 && formPart(body, '_listedFor') !== rest.procedureCode) throw otherList();
        const refusal = { ...rest, applicantName, items: rest.kind === '02' ? items : [] };
        const { resource } = await this.refusals.refuse(refusal, by, write);
        return { next: `/papers/refusals/${resource}`, said: this.pages.words(request)('turned.done') };
      },
      ({ errors, sentence, typed }) => {
        const t = this.pages.words(request);
        const worded = errors.map(({ field, message }) => ({
          field: field.startsWith('items') ? 'items' : field,
          message: message === OTHER_LIST ? t(OTHER_LIST) : message,
        }));
        const said = sentence === null ? worded : [{ field: 'procedureCode', message: sentence }];
        return this.form(request, by, typed, said);
      },
    );
  }

  /** @param there names of the papers that were handed in, as intake knows them; null when it does not */
  private async form(
    request: WebRequest,
    by: Actor,
    typed: Typed,
    errors: readonly FieldError[],
    there: readonly string[] | null = null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = turnedAwayView(await this.slips.receivable(by), { typed, there }, errors, t);
    return this.pages.page(request, 'dossiers/turned-away', view, { title: t('turned.title') });
  }
}

const OTHER_LIST = 'turned.other_list';

/** What a form leaves blank was left out. */
function refusalOf(body: unknown): object {
  const { items } = withNamedPapers((body ?? {}) as Readonly<Record<string, unknown>>);
  const plain = Object.entries(typedFields(body)).filter(([name]) => name !== 'items' && !name.startsWith('listed'));
  return { ...Object.fromEntries(plain.filter(([, value]) => value.trim() !== '')), items };
}

/** Another procedure was chosen than the one whose papers were ticked: they are ticked anew. */
function otherList(): DomainError {
  return new DomainError('request.invalid', 'the list is that of another procedure', {}, [
    { field: 'procedureCode', message: OTHER_LIST },
  ]);
}

function receivedNames(body: unknown): string[] {
  const { listed } = typedPapers(body);
  return (listed ?? []).flatMap((line) => {
    const { name } = line as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}
