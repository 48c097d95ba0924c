import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { Cookies } from '../../platform/web/cookies.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import type { BulkItem } from '../bulk/bulk.service.js';
import { ScansScreen } from './scans-screen.js';
import { ScansQuery, ScansRequest } from './scans.dto.js';
import { ScansService, type ScannedLine } from './scans.service.js';

/** A stack of papers and a reader: handed over, received with their results, or given back. */
@Controller('counter/scans')
@Allow(...ACT_ROLES.complete)
export class ScansPages {
  constructor(
    private readonly scans: ScansService,
    private readonly screen: ScansScreen,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@Query() { mode }: ScansQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.form(request, by, mode ?? null);
  }

  /** What was scanned and whether it will do: a piece for the script, the whole page without it. Nothing is written. */
  @Post('lines')
  async look(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.refusing(request, reply, by, async () => {
      const { mode, codes } = await readRequest(ScansRequest, body);
      const lines = await this.scans.read(codes, by);
      const live = request.headers['x-live'] === '1';
      const page = live ? this.screen.piece(request, lines, mode) : await this.screen.looked(request, by, mode, lines);
      void reply.status(200).send(page);
    });
  }

  @Post()
  async perform(@FromForm() { by, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.refusing(request, reply, by, async () => {
      const asked = await readRequest(ScansRequest, body);
      const lines = await this.scans.read(asked.codes, by);
      const items = await this.act(asked, lines, by, write);
      const done = items.filter((item) => item.done).length;
      if (done === lines.length) {
        this.cookies.setFlash(reply, { kind: 'ok', text: this.screen.doneText(request, asked.mode, done) });
        void reply.redirect(`/counter/scans?mode=${asked.mode}`, 303);
        return;
      }
      void reply.status(200).send(await this.screen.performed(request, by, asked.mode, lines, items));
    });
  }

  private act(
    { mode, to, shelf }: ScansRequest,
    lines: readonly ScannedLine[],
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<BulkItem[]> {
    const rows = lines.flatMap(({ row }) => row ?? []);
    const codes = rows.map(({ dossier }) => dossier.code);
    if (mode === 'complete') return this.scans.complete(codes, shelf ?? null, by, write);
    if (mode === 'return') {
      if (!hasRole(by, ...ACT_ROLES.return)) throw refused('mode', 'counter.return_role');
      return this.scans.giveBack(rows, by, write);
    }
    const [unitCode = '', username = null] = (to ?? '').split('/');
    if (unitCode === '') throw refused('to', 'counter.to_missing');
    return this.scans.handOver(codes, { unitCode, username }, by, write);
  }

  private async refusing(
    request: WebRequest,
    reply: FastifyReply,
    by: Actor,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      void reply.status(PROBLEMS[error.code].status).send(await this.screen.refused(request, by, error));
    }
  }
}

function refused(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'this cannot be done with what was scanned', {}, [{ field, message }]);
}
