import { Inject, Injectable } from '@nestjs/common';
import { mayRead, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Refusal } from '../platform/web/page-turns.js';
import { UnitsService } from '../units/units.service.js';
import { WordingActsService } from './wording-acts.service.js';
import { WORDING_KINDS, type WordingKind } from './wording-kinds.js';
import { sampleFacts, type Sample } from './wording-rendering.js';
import { WordingsService } from './wordings.service.js';
import {
  previewView,
  wordingEditView,
  wordingListView,
  type NamedUnit,
  type PreviewView,
  type WordingEditView,
  type WordingListView,
} from './wordings.view.js';

/** A wording as somebody is writing it. */
export interface WordingDraft {
  readonly text: string;
  readonly validFrom: string;
  readonly sample: Sample;
}

/** What the pages of wordings show. */
@Injectable()
export class WordingsScreen {
  constructor(
    private readonly wordings: WordingsService,
    private readonly acts: WordingActsService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found`, `auth.forbidden` for a unit that is not the reader's to see */
  async list(unitCode: string, reader: Actor, t: Translator): Promise<WordingListView> {
    const [unit, units] = [await this.seen(unitCode, reader), await this.readable(reader)];
    const kinds = [];
    for (const kind of WORDING_KINDS) {
      const inForce = await this.wordings.inForce(kind, unitCode, this.today());
      kinds.push({ ...inForce, kind, html: this.wordings.render(kind, inForce.source, sampleFacts(kind, 'usual')) });
    }
    return wordingListView(unit, units, kinds, await this.acts.mayWrite(reader, unitCode), t);
  }

  /**
   * @param draft null: what holds, or the wording `from` names
   * @throws DomainError `not_found`, `auth.forbidden`
   */
  async edit(
    { kind, unitCode, from = null }: { kind: WordingKind; unitCode: string; from?: string | null },
    reader: Actor,
    draft: WordingDraft | null,
    refusal: Refusal | null,
    t: Translator,
  ): Promise<WordingEditView> {
    const unit = await this.seen(unitCode, reader);
    const inForce = await this.wordings.inForce(kind, unitCode, this.today());
    const text = draft?.text ?? (await this.begun(kind, unitCode, from)) ?? inForce.source;
    const sample = draft?.sample ?? 'usual';
    const ground = {
      kind,
      unit,
      units: await this.readable(reader),
      inForce,
      history: await this.wordings.history(kind, unitCode),
      mayWrite: await this.acts.mayWrite(reader, unitCode),
      text,
      validFrom: draft?.validFrom ?? this.today(),
      sample,
      preview: this.preview(kind, text, sample, t),
    };
    return wordingEditView(ground, refusal, t);
  }

  preview(kind: WordingKind, text: string, sample: Sample, t: Translator): PreviewView {
    const { source, faults } = this.wordings.check(kind, text);
    const html = faults.length > 0 ? null : this.wordings.render(kind, source, sampleFacts(kind, sample));
    return previewView(html, faults, t);
  }

  /** @throws DomainError `not_found`, `auth.forbidden` */
  async seen(unitCode: string, reader: Actor): Promise<NamedUnit> {
    const { code, name } = await this.units.unit(unitCode);
    if (!mayRead(reader, code, await this.units.ancestors(code))) {
      throw new DomainError('auth.forbidden', 'not for this unit');
    }
    return { code, name };
  }

  today(): PlainDate {
    return localDate(this.clock.now());
  }

  private async begun(kind: WordingKind, unitCode: string, from: string | null): Promise<string | null> {
    if (from === null) return null;
    if (from === 'shipped') return this.wordings.shippedSource(kind);
    const version = await this.wordings.version(from);
    if (version.kind !== kind || version.unitCode !== unitCode) throw new DomainError('not_found', 'not of this kind');
    return version.source;
  }

  private async readable(reader: Actor): Promise<NamedUnit[]> {
    const found: NamedUnit[] = [];
    for (const { code, name, validTo } of await this.units.all()) {
      if (validTo === null && mayRead(reader, code, await this.units.ancestors(code))) found.push({ code, name });
    }
    return found;
  }
}
