import { Controller, Get, Req } from '@nestjs/common';
import { LetterListsService } from '../apologies/letter-lists.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { WorkChoicesService } from './work-choices.service.js';
import { WorkListService } from './work-list.service.js';
import { workView } from './work.view.js';

/** What somebody has to do today: the first page of everyone who works on dossiers. */
@Controller('work')
@Authenticated()
export class WorkPages {
  constructor(
    private readonly work: WorkListService,
    private readonly choosing: WorkChoicesService,
    private readonly letters: LetterListsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const list = await this.work.of(by);
    const [choices, { toApprove, toPrint }] = await Promise.all([
      this.choosing.of(by, list.now),
      this.letters.waiting(by),
    ]);
    const letters = { toApprove: hasRole(by, 'leader') ? toApprove : 0, toPrint };
    return this.pages.page(request, 'work/list', workView(list, { by, choices, letters }, t), { title: t('nav.todo') });
  }
}
