import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { fieldsOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OFFICE } from '../letter-roles.js';
import { FolderScreen } from './folder-screen.js';
import { FoldersQuery, NewFolderForm } from './folders.dto.js';
import { foldersView } from './folders-list.view.js';
import { FoldersService } from './folders.service.js';

/** Tập trình ký: which letters go to be signed by hand together. */
@Controller('letters/folders')
@Allow(...OFFICE)
export class FoldersPages {
  constructor(
    private readonly folders: FoldersService,
    private readonly screen: FolderScreen,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  show(@Query() { unit }: FoldersQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.draw(request, unit ?? by.unitCode, by, null);
  }

  @Post()
  open(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { by, write, request } = posted;
    const t = this.pages.words(request);
    const given = fieldsOf(posted);
    const unit = typeof given['unit'] === 'string' ? given['unit'] : by.unitCode;
    return this.turns.take(
      { request, reply },
      async () => {
        const form = await readRequest(NewFolderForm, listed(given), true);
        const chosen = form.all === true ? 'all' : (form.ids ?? []);
        const { id, put, left } = await this.folders.open(form.unit, chosen, by, write);
        const said = left > 0 ? t('folder.opened_some', { count: put, left }) : t('folder.opened', { count: put });
        return { next: `/letters/folders/${id}`, said };
      },
      (refusal) => this.draw(request, unit, by, refusal),
    );
  }

  private async draw(request: WebRequest, unit: string, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const state = await this.screen.list(unit, by);
    const errors = (refusal?.errors ?? []).map(({ message }) => ({ href: '#waiting', message }));
    const view = foldersView({ ...state, errors, refusal: refusal?.sentence ?? null }, t);
    return this.pages.page(request, 'folders/list', view, { title: t('nav.folders') });
  }
}

/** One tick is a text, several are a list. */
function listed({ ids, ...rest }: Readonly<Record<string, unknown>>): object {
  return ids === undefined ? rest : { ...rest, ids: Array.isArray(ids) ? (ids as unknown[]) : [ids] };
}
