import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LetterListsService } from './apologies/letter-lists.service.js';
import { MailboxService } from './apologies/mailbox.service.js';
import type { Actor } from './domain/accounts/roles.js';
import { MAILBOX, NAV } from './menu.js';
import type { NavEntry } from './platform/web/navigation.js';
import type { Site } from './platform/web/page-renderer.js';
import { UnitsService } from './units/units.service.js';

/** How often the town's name is looked at again: it changes once in a generation, but the first time it is empty. */
const EVERY_PAGES = 200;

/** What every page says about us: the menu and the town's name. */
@Injectable()
export class OurSite implements Site, OnApplicationBootstrap {
  readonly nav: readonly NavEntry[];
  private name = '';
  private asked = 0;

  constructor(
    private readonly units: UnitsService,
    private readonly letters: LetterListsService,
    mailbox: MailboxService,
  ) {
    this.nav = mailbox.open ? [...NAV, MAILBOX] : NAV;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  townName(): string {
    this.asked += 1;
    if (this.name === '' || this.asked % EVERY_PAGES === 0) {
      // A page does not wait for it, and does not fail with it: the next one has the name.
      this.look().catch(() => undefined);
    }
    return this.name;
  }

  async counts(actor: Actor): Promise<Readonly<Record<string, number>>> {
    const { owed, toApprove, toPrint } = await this.letters.waiting(actor);
    return { owed, sign: toApprove, print_queue: toPrint };
  }

  private async look(): Promise<void> {
    const town = (await this.units.all()).find(({ parentCode }) => parentCode === null);
    this.name = town?.name ?? '';
  }
}
