import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ImportsScreen } from '../pages/imports-screen.js';
import { sentFile } from '../../platform/web/sent-file.js';
import { ReferenceDraftsService } from './reference-drafts.service.js';
import { referencePreviewView } from './reference-preview.view.js';
import { ReferenceAcceptanceForm, ReferenceFileForm } from './reference.dto.js';

/** Files of units, procedures and the calendar: read as differences, then accepted. */
@Controller('imports/reference')
export class ReferencePages {
  constructor(
    private readonly drafts: ReferenceDraftsService,
    private readonly screen: ImportsScreen,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Post()
  @Allow('admin')
  @TakesFiles()
  receive(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const { kind } = await readRequest(ReferenceFileForm, request.body);
        const file = await sentFile(request.body);
        const id = await this.drafts.receive(by, kind, file.fileName, file.stream);
        return { next: `/imports/reference/${id}`, said: null };
      },
      (refusal) => this.screen.home(request, by, refusal),
    );
  }

  @Get(':id')
  @Allow('admin')
  show(@CurrentActor() by: Actor, @Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    return this.preview(request, by, id, null);
  }

  @Post(':id/acceptances')
  @Allow('admin')
  accept(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { seen } = await readRequest(ReferenceAcceptanceForm, request.body);
        await this.drafts.accept(by, id, seen, write);
        return { next: '/imports', said: this.pages.words(request)('imports.accepted') };
      },
      ({ sentence }) => this.preview(request, by, id, sentence),
    );
  }

  @Post(':id/removals')
  @Allow('admin')
  discard(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.drafts.discard(by, id);
        return { next: '/imports', said: this.pages.words(request)('imports.discarded') };
      },
      ({ sentence }) => this.preview(request, by, id, sentence),
    );
  }

  private async preview(request: WebRequest, by: Actor, id: string, refusal: string | null): Promise<string> {
    const view = referencePreviewView(await this.drafts.judge(by, id), refusal, this.pages.words(request));
    return this.pages.page(request, 'imports/preview', view, { title: view.heading });
  }
}
