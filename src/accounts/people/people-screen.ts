import { Injectable } from '@nestjs/common';
import { hasRole, mayActFor, seesBelow, type Actor } from '../../domain/accounts/roles.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { AccountsService } from '../accounts.service.js';
import { cardView } from '../own/card.view.js';
import { CardsService } from '../shared-pcs/cards.service.js';
import { peopleListView } from './people-list.view.js';
import { PeopleService, type DirectoryQuery } from './people.service.js';
import { personFormView, type PersonFormFacts } from './person-form.view.js';
import { personPageView, type PersonPasswordView } from './person-page.view.js';

/** Draws the pages of people: as they are, or again with what was refused. */
@Injectable()
export class PeopleScreen {
  constructor(
    private readonly accounts: AccountsService,
    private readonly people: PeopleService,
    private readonly cards: CardsService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
  ) {}

  async list(request: WebRequest, by: Actor, query: DirectoryQuery): Promise<string> {
    const t = this.pages.words(request);
    const directory = await this.people.directory(by, query);
    const facts = { directory, query, units: await this.withinReach(by), mayKeep: hasRole(by, 'admin'), reader: by };
    return this.pages.page(request, 'people/list', peopleListView(facts, t), { title: t('people.title') });
  }

  async blank(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const form = personFormView(await this.formFacts(request, by, refusal), t);
    return this.pages.page(request, 'people/new', { form }, { title: t('people.new') });
  }

  /** @throws DomainError `not_found`, also for people out of the reader's reach */
  async show(request: WebRequest, by: Actor, username: string, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const account = await this.accounts.account(username, by);
    const own = username === by.username;
    const mayKeep =
      hasRole(by, 'admin') && mayActFor(by, account.unitCode, await this.units.ancestors(account.unitCode));
    const form =
      mayKeep && !own ? personFormView({ ...(await this.formFacts(request, by, refusal)), account }, t) : null;
    const [unit, sessions] = [await this.units.unit(account.unitCode), await this.people.sessions(username)];
    const card = await this.cards.of(username);
    const view = personPageView(
      { account, unitName: unit.name, sessions, card, mayKeep, own, form, refusal: refusal?.sentence ?? null },
      t,
    );
    return this.pages.page(request, 'people/show', view, { title: account.fullName });
  }

  async password(request: WebRequest, username: string, password: string | null): Promise<string> {
    const t = this.pages.words(request);
    const fullName = (await this.accounts.names([username])).get(username) ?? username;
    const view: PersonPasswordView = { username, fullName, password, href: `/staff/${username}` };
    return this.pages.page(request, 'people/password', view, { title: t('people.password_title') });
  }

  /** @param digits of the barcode, which the page alone shows */
  async card(request: WebRequest, username: string, digits: string): Promise<string> {
    const { fullName, unitCode } = await this.accounts.actor(username);
    const { name } = await this.units.unit(unitCode);
    const view = cardView({ fullName, unitName: name, digits, next: `/staff/${username}` });
    return this.pages.page(request, 'account/card', view, { title: this.pages.words(request)('account.card') });
  }

  private async formFacts(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<PersonFormFacts> {
    const units = await this.withinReach(by);
    return { account: null, units, unitCode: by.unitCode, refusal, ticked: refusal ? tickedRoles(request.body) : null };
  }

  private async withinReach(by: Actor): Promise<readonly Unit[]> {
    const tree = await this.units.tree();
    return (seesBelow(by) ? tree.subtree(by.unitCode) : [by.unitCode]).map((code) => tree.get(code));
  }
}

/** Every ticked box, not only the first; a form of another kind (a password) ticks none, and says so by null. */
function tickedRoles(body: unknown): readonly string[] | null {
  const { roles } = (body ?? {}) as { roles?: unknown };
  if (typeof roles === 'string') return [roles];
  return Array.isArray(roles) ? roles.filter((one) => typeof one === 'string') : null;
}
