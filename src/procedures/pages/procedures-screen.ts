import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { addDays, localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { UnitsService } from '../../units/units.service.js';
import { ProceduresService } from '../procedures.service.js';
import { procedurePageView } from './procedure-page.view.js';
import type { ProceduresListQuery } from './procedure-forms.dto.js';
import { proceduresListView } from './procedures-list.view.js';
import { textsOfVersion, typedVersion, type VersionTexts } from './version-form.js';
import { versionFormView } from './version-form.view.js';

/** Draws the pages of the catalogue: as it is, or a form again with what was refused. */
@Injectable()
export class ProceduresScreen {
  constructor(
    private readonly procedures: ProceduresService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(request: WebRequest, by: Actor, query: ProceduresListQuery): Promise<string> {
    const t = this.pages.words(request);
    const versions = await this.procedures.search(query.q ?? '', localDate(this.clock.now()));
    const [fields, units] = [await this.procedures.fields(), await this.units.all()];
    const view = proceduresListView({ versions, query, fields, units, mayKeep: await this.keeps(by) }, t);
    return this.pages.page(request, 'procedures/list', view, { title: t('ref.procedures') });
  }

  /** @throws DomainError `not_found` */
  async show(request: WebRequest, by: Actor, code: string): Promise<string> {
    const t = this.pages.words(request);
    const [versions, tree] = [await this.procedures.versions(code), await this.units.tree()];
    const unitName = (unit: string): string => tree.find(unit)?.name ?? unit;
    const today = localDate(this.clock.now());
    const view = procedurePageView({ versions, today, mayKeep: await this.keeps(by), unitName }, t);
    if (!view) throw new DomainError('not_found', 'there is no such procedure');
    return this.pages.page(request, 'procedures/show', view, { title: view.name });
  }

  /** @param code null for a procedure that is new @param refused what was wrong with what somebody posted */
  async form(
    request: WebRequest,
    code: string | null,
    refused: { readonly errors: readonly FieldError[]; readonly sentence: string | null } | null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const texts = request.method === 'POST' ? typedVersion(request.body) : await this.begun(code);
    const [fields, units] = [await this.procedures.fields(), await this.units.all()];
    const facts = { code, texts, fields, units, errors: refused?.errors ?? [], refusal: refused?.sentence ?? null };
    const view = versionFormView(facts, t);
    return this.pages.page(request, 'procedures/form', view, { title: view.heading });
  }

  /** A new version begins as the last one ended; a new procedure with nothing but its day. */
  private async begun(code: string | null): Promise<VersionTexts> {
    const tomorrow = addDays(localDate(this.clock.now()), 1);
    if (code === null) return { ...typedVersion({}), fields: { validFrom: tomorrow } };
    const last = (await this.procedures.versions(code)).at(-1);
    if (!last) throw new DomainError('not_found', 'there is no such procedure');
    const day = last.validFrom >= tomorrow ? addDays(last.validFrom, 1) : tomorrow;
    return textsOfVersion({ ...last, validTo: null }, day);
  }

  private async keeps(by: Actor): Promise<boolean> {
    return hasRole(by, 'admin') && (await this.units.unit(by.unitCode)).parentCode === null;
  }
}
