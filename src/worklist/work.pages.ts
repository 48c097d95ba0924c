import { Controller, Get, Req } from '@nestjs/common';
import { LetterListsService } from '../apologies/letter-lists.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { WorkChoicesService } from './work-choices.service.js';
import { WorkListService } from './work-list.service.js';
import { workView, type LetterWork } from './work.view.js';

/** Letters of a kind that are named one by one. */
const SHOWN = 5;

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
    const [choices, letters] = await Promise.all([this.choosing.of(by, list.now), this.lettersOf(by)]);
    return this.pages.page(request, 'work/list', workView(list, { by, choices, letters }, t), { title: t('nav.todo') });
  }

  private async lettersOf(by: Actor): Promise<LetterWork> {
    const [toSign, numbered, approved, { toApprove, toPrint }] = await Promise.all([
      hasRole(by, 'leader') ? this.letters.latest('drafted', by, SHOWN) : [],
      hasRole(by, 'clerk') ? this.letters.latest('numbered', by, SHOWN) : [],
      hasRole(by, 'clerk') ? this.letters.latest('approved', by, SHOWN) : [],
      this.letters.waiting(by),
    ]);
    const toIssue = [...numbered, ...approved];
    return { toSign, toIssue, toApprove: hasRole(by, 'leader') ? toApprove : 0, toPrint };
  }
}
