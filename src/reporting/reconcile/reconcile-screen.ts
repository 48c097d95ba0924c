import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { UnitsService } from '../../units/units.service.js';
import { ReportScopeService } from '../report-scope.service.js';
import { reconcileHomeView } from './reconcile-home.view.js';
import { reconcileProgressView, reconcileShowView, type ReconcileProgressView } from './reconcile-show.view.js';
import type { ShownDifferencesQuery } from './reconcile.dto.js';
import { ReconciliationsService } from './reconciliations.service.js';

const PAGE = 50;

/** Draws the pages of comparisons. */
@Injectable()
export class ReconcileScreen {
  constructor(
    private readonly files: ReconciliationsService,
    private readonly scopes: ReportScopeService,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param before id of the last one seen */
  async home(request: WebRequest, by: Actor, refusal: Refusal | null, before: string | null = null): Promise<string> {
    const t = this.pages.words(request);
    const found = await this.files.page(by, before, PAGE + 1);
    const files = found.slice(0, PAGE);
    const last = files.at(-1);
    const { unit, unitCodes } = await this.scopes.of(by, null);
    const tree = await this.units.tree();
    const names = await this.accounts.names(files.map(({ createdBy }) => createdBy));
    const below = unitCodes.filter((code) => code !== unit.code).map((code) => tree.get(code));
    const view = reconcileHomeView(
      {
        files,
        nextHref: found.length > PAGE && last ? `/reports/reconcile?cursor=${last.id}` : null,
        units: [unit, ...below],
        today: localDate(this.clock.now()),
        personName: (username) => names.get(username) ?? username,
        refusal,
      },
      t,
    );
    return this.pages.page(request, 'reports/reconcile', view, { title: t('reconcile.title') });
  }

  /** @throws DomainError `not_found`, also for those of units out of reach */
  async show(
    request: WebRequest,
    by: Actor,
    id: string,
    { rule, cell, cursor = 0 }: ShownDifferencesQuery,
    refusal: Refusal | null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const file = await this.files.find(id, by);
    const shown = { rule: rule ?? null, cell: cell ?? null };
    const [counts, named, found, people, unit] = await Promise.all([
      this.files.counts(file, shown.cell),
      this.files.named(file),
      this.files.rows(file, shown, cursor, PAGE + 1),
      this.accounts.names([file.createdBy]),
      this.units.unit(file.unitCode),
    ]);
    const rows = found.slice(0, PAGE);
    const view = reconcileShowView(
      {
        ...{ file, counts, named, rows, shown },
        nextCursor: found.length > PAGE ? (rows.at(-1)?.no ?? null) : null,
        today: localDate(this.clock.now()),
        unitName: unit.name,
        personName: people.get(file.createdBy) ?? file.createdBy,
        refusal: refusal && (refusal.sentence ?? refusal.errors.map(({ message }) => message).join(' ')),
      },
      t,
    );
    return this.pages.page(request, 'reports/reconcile-show', view, { title: view.heading });
  }

  /** How far it is, alone. */
  async progress(request: WebRequest, by: Actor, id: string): Promise<{ html: string; view: ReconcileProgressView }> {
    const file = await this.files.find(id, by);
    const view = reconcileProgressView(file, 0, this.pages.words(request));
    return { html: this.pages.fragment(request, 'imports/progress', { progress: view }), view };
  }
}
