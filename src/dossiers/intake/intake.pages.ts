import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { readScan } from '../../domain/text/scan.js';
import { Allow } from '../../platform/web/access.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { ReceiptsService } from '../papers/receipts.service.js';
import { DeskIntake } from './desk-intake.js';
import { formPart } from './intake-form.js';
import { IntakeScreen } from './intake-screen.js';
import { IntakeService } from './intake.service.js';

/** Reception at the counter: the form, its live slip, who sits there, and the dossier it becomes. */
@Controller('dossiers')
@Allow('receiver')
export class IntakePages {
  constructor(
    private readonly intake: IntakeService,
    private readonly forms: DeskIntake,
    private readonly screen: IntakeScreen,
    private readonly receipts: ReceiptsService,
  ) {}

  @Get('new')
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.form(request, by);
  }

  /** Script is told where the dossier is and goes there itself, so that a lost connection leaves the form standing. */
  @Post()
  async register(@FromForm() { by, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    try {
      const asked = await this.forms.read(body, by);
      const { resource } = await this.intake.register(asked, by, write);
      // The page that follows prints it.
      if (!asked.instant && asked.channel !== 'online') await this.receipts.issue(resource, by);
      const saved = `/dossiers/${encodeURIComponent(resource)}?saved=1`;
      if (isPiece(request)) void reply.status(201).header('location', saved).send();
      else void reply.redirect(saved, 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code.startsWith('auth.')) throw error;
      const page = await this.screen.refused(request, by, body, error);
      void reply.status(PROBLEMS[error.code].status).send(page);
    }
  }

  /** The slip and the checklist for script; without it the whole page, with everything that was typed. */
  @Post('promise-preview')
  async preview(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const page = isPiece(request)
      ? await this.screen.slipPiece(request, by, body)
      : await this.screen.form(request, by, { body, slip: await this.screen.slip(request, by, body) });
    void reply.status(200).send(page);
  }

  /**
   * Who sits at the desk: by the card that was scanned (`_scan`), by the key for the last one (`_do=last`), by the numbers
   * typed so far; `_do=other` starts the person anew. A scanned dossier is opened instead.
   */
  @Post('new/person')
  async person(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const asked = { scan: formPart(body, '_scan'), last: formPart(body, '_do') === 'last' };
    const scan = readScan(asked.scan);
    if (scan.kind === 'dossier' && !isPiece(request)) {
      void reply.redirect(`/dossiers/${encodeURIComponent(scan.code)}`, 303);
      return;
    }
    const form = formPart(body, '_do') === 'other' ? withoutPerson(body) : body;
    const page = isPiece(request)
      ? await this.screen.personPiece(request, by, form, asked)
      : await this.screen.withPerson(request, by, form, asked);
    void reply.status(200).send(page);
  }
}

/** Script asks for a piece of the page, or for the place of what was made. */
function isPiece(request: WebRequest): boolean {
  return request.headers['hx-request'] === 'true';
}

/** The form without who sat there before. */
function withoutPerson(body: unknown): unknown {
  const form = body as Record<string, unknown>;
  delete form['applicant'];
  delete form['submitter'];
  delete form['_recall'];
  delete form['_scanned'];
  return form;
}
