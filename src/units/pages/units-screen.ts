import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, type Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PersonNames } from '../person-names.js';
import { UnitChangesService } from '../unit-changes.service.js';
import { UnitsService } from '../units.service.js';
import { newUnitView } from './unit-form.view.js';
import { unitPageView, type UnitActKey } from './unit-page.view.js';
import { hasEnded, unitsListView } from './units-list.view.js';

/** Draws the pages of units: as they are, or again with what was refused. */
@Injectable()
export class UnitsScreen {
  constructor(
    private readonly units: UnitsService,
    private readonly changes: UnitChangesService,
    private readonly names: PersonNames,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(request: WebRequest, by: Actor, q: string, all: boolean): Promise<string> {
    const t = this.pages.words(request);
    const today = localDate(this.clock.now());
    const facts = { tree: await this.units.tree(), today, q, all, mayKeep: hasRole(by, 'admin') };
    return this.pages.page(request, 'units/list', unitsListView(facts, t), { title: t('units.title') });
  }

  async blank(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const today = localDate(this.clock.now());
    const tree = await this.units.tree();
    const units = tree.subtree(by.unitCode).map((code) => tree.get(code));
    const facts = { units: units.filter((unit) => !hasEnded(unit, today)), today };
    return this.pages.page(request, 'units/new', newUnitView(facts, by.unitCode, refusal, t), {
      title: t('units.new'),
    });
  }

  /** @throws DomainError `not_found` */
  async show(
    request: WebRequest,
    by: Actor,
    code: string,
    refused: { readonly key: UnitActKey; readonly refusal: Refusal } | null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const tree = await this.units.tree();
    const unit = tree.get(code);
    const mayKeep = hasRole(by, 'admin') && mayActFor(by, code, tree.ancestors(code));
    const changes = await this.changes.of(code);
    const today = localDate(this.clock.now());
    const personName = await this.names.of(changes.map(({ by: who }) => who));
    const view = unitPageView({ unit, tree, changes, today, mayKeep, personName, refused }, t);
    return this.pages.page(request, 'units/show', view, { title: unit.name });
  }
}
