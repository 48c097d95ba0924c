import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SilenceService, type Silent } from './apologies/healing/silence.service.js';
import { LetterListsService } from './apologies/letter-lists.service.js';
import { MailboxService } from './apologies/mailbox.service.js';
import { CalendarService } from './calendar/calendar.service.js';
import type { Actor, Role } from './domain/accounts/roles.js';
import { MAILBOX, NAV } from './menu.js';
import type { NavEntry } from './platform/web/navigation.js';
import type { Site, SiteNotice } from './platform/web/page-renderer.js';
import { UnitsService } from './units/units.service.js';
import { WarnedService } from './worklist/warned.service.js';

/** How often the town's name is looked at again: it changes once in a generation, but the first time it is empty. */
const EVERY_PAGES = 200;

const WARNED: readonly Role[] = ['desk_head', 'leader', 'admin'];
const WARNINGS = { missing: 'calendar.warning.missing', unconfirmed: 'calendar.warning.unconfirmed' } as const;

/** What every page says about us: the menu and the town's name. */
@Injectable()
export class OurSite implements Site, OnApplicationBootstrap {
  readonly nav: readonly NavEntry[];
  private name = '';
  private asked = 0;

  constructor(
    private readonly units: UnitsService,
    private readonly letters: LetterListsService,
    private readonly warned: WarnedService,
    private readonly calendar: CalendarService,
    private readonly silence: SilenceService,
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
    const [{ owed, toApprove, toPrint, toCall }, todo] = await Promise.all([
      this.letters.waiting(actor),
      this.warned.count(actor),
    ]);
    return { todo, owed, sign: toApprove, print_queue: toPrint, calls: toCall };
  }

  /** Next year's calendar, for those who see to it, from October on; units that owe apologies and issue none. */
  async notices(actor: Actor): Promise<readonly SiteNotice[]> {
    const [calendar, silent] = await Promise.all([this.calendarNotices(actor), this.silence.ringsFor(actor)]);
    return [...calendar, ...silent.slice(0, 1).map((first) => silenceNotice(first, silent.length))];
  }

  private async calendarNotices({ roles }: Actor): Promise<readonly SiteNotice[]> {
    if (!roles.some((role) => WARNED.includes(role))) return [];
    const outlook = await this.calendar.outlook();
    if (!outlook) return [];
    const { year, state } = outlook;
    return [{ labelKey: WARNINGS[state], words: { year }, href: `/calendar/${String(year)}` }];
  }

  private async look(): Promise<void> {
    const town = (await this.units.all()).find(({ parentCode }) => parentCode === null);
    this.name = town?.name ?? '';
  }
}

/** One banner, however many there are: the page it leads to names them all. */
function silenceNotice({ name, days, owed, unitCode }: Silent, units: number): SiteNotice {
  const words = { unit: name, days: String(days), owed: String(owed), more: String(units - 1) };
  const labelKey = units === 1 ? 'heal.notice' : 'heal.notice_more';
  return { labelKey, words, href: `/letters/coverage?${new URLSearchParams({ unit: unitCode }).toString()}` };
}
