import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { localDate, plainDate, type PlainDate } from '../../domain/time/plain-date.js';
import { Allow } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../../units/units.service.js';
import { PaperPress } from './paper-press.js';
import { RegisterPhonesForm, RegisterQuery } from './papers.dto.js';
import { sendPdf } from './paper-answers.js';
import { registerDesks } from './register-desks.js';
import { registerPageView, type RegisterState } from './register-page.view.js';
import { RegisterSheetsService } from './register-sheets.service.js';
import { REGISTER_ROLES, RegistersService, type RegisterPage, type RegisterQuestion } from './registers.service.js';

interface Turn {
  readonly request: WebRequest;
  readonly reply: FastifyReply;
  readonly by: Actor;
  readonly typed: Readonly<Record<string, string>>;
}

/** The register of dossiers, to be looked at, printed and filed. */
@Controller('papers/register')
@Allow(...REGISTER_ROLES)
export class RegisterPages {
  constructor(
    private readonly registers: RegistersService,
    private readonly sheets: RegisterSheetsService,
    private readonly units: UnitsService,
    private readonly press: PaperPress,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() asked: Record<string, unknown>,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const question = this.question(await readRequest(RegisterQuery, asked, true), by);
      const page = await this.registers.page(question, by);
      void reply.send(await this.drawn(request, by, question, { page, errors: [], reason: null }));
    } catch (error) {
      await this.refused({ request, reply, by, typed: texts(asked) }, error);
    }
  }

  @Get('pdf')
  async pdf(@Query() asked: RegisterQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.file(await this.registers.page(this.question(asked, by), by), by, reply);
  }

  /** The whole numbers stand on this one answer: no address leads to them again. */
  @Post('phones')
  @Allow('desk_head')
  async phones(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { reason, as, ...asked } = await readRequest(RegisterPhonesForm, body);
      const question = this.question(asked, by);
      const page = await this.registers.withPhones(question, reason, by);
      if (as === 'pdf') await this.file(page, by, reply);
      else void reply.status(200).send(await this.drawn(request, by, question, { page, errors: [], reason: null }));
    } catch (error) {
      await this.refused({ request, reply, by, typed: typedFields(request.body) }, error);
    }
  }

  private async file(page: RegisterPage, by: Actor, reply: FastifyReply): Promise<void> {
    const content = await this.sheets.pdf(await this.sheets.register(page, by));
    await sendPdf(reply, content, `so-theo-doi-${page.unitCode}-${page.from}-${page.to}`);
  }

  /** The page again, with what was wrong beside its field. */
  private async refused({ request, reply, by, typed }: Turn, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || error.code !== 'request.invalid') throw error;
    const question = this.question(await readable(typed), by);
    const page = 'reason' in typed ? await this.registers.page(question, by).catch(() => null) : null;
    const errors = this.pages.fieldErrors(request, error.errors);
    const html = await this.drawn(request, by, question, { page, errors, reason: typed['reason'] ?? null });
    void reply.status(PROBLEMS[error.code].status).send(html);
  }

  private async drawn(
    request: WebRequest,
    by: Actor,
    { unitCode: unit, from, to, cursor }: RegisterQuestion,
    {
      page,
      errors,
      reason,
    }: { page: RegisterPage | null; errors: readonly FieldError[]; reason: RegisterState['reason'] },
  ): Promise<string> {
    const t = this.pages.words(request);
    const state: RegisterState = {
      by,
      units: await this.desks(by),
      asked: { unit, from, to, ...(cursor === undefined ? {} : { cursor }) },
      sheets: page && (await this.sheets.register(page, by)),
      nextCursor: page?.nextCursor ?? null,
      errors,
      reason,
    };
    return this.pages.page(request, 'papers/register', registerPageView(state, t), {
      title: t('papers.register.title'),
    });
  }

  private question({ unit, from, to, cursor }: RegisterQuery, by: Actor): RegisterQuestion {
    const today = localDate(this.press.now());
    const last: PlainDate = to ?? today;
    return { unitCode: unit ?? by.unitCode, from: from ?? plainDate(`${last.slice(0, 7)}-01`), to: last, cursor };
  }

  private async desks(by: Actor): Promise<[string, string][]> {
    const tree = await this.units.tree();
    return registerDesks(tree, by).map(({ code, name }) => [code, name]);
  }
}

function texts(asked: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** What of a refused form can be read all the same. */
async function readable(typed: Readonly<Record<string, string>>): Promise<RegisterQuery> {
  const { unit, from, to, cursor } = typed;
  const given = Object.entries({ unit, from, to, cursor }).filter(([, value]) => value !== undefined && value !== '');
  return readRequest(RegisterQuery, Object.fromEntries(given), true).catch(() => new RegisterQuery());
}
