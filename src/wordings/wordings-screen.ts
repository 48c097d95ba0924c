import { Inject, Injectable } from '@nestjs/common';
import { mayRead, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate, startOfDay, type PlainDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Refusal } from '../platform/web/page-turns.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';
import { WordingActsService } from './wording-acts.service.js';
import type { WordingDraft, WordingPlace } from './wording-draft.js';
import { WORDING_KINDS, type WordingKind } from './wording-kinds.js';
import { sampleFacts } from './wording-rendering.js';
import { WordingTrials, type Trial } from './wording-trials.js';
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

/** What the pages of wordings show. */
@Injectable()
export class WordingsScreen {
  constructor(
    private readonly wordings: WordingsService,
    private readonly trials: WordingTrials,
    private readonly acts: WordingActsService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found`, `auth.forbidden` for a unit that is not the reader's to see */
  async list(unitCode: string, reader: Actor, t: Translator): Promise<WordingListView> {
    const [unit, units] = [await this.seen(unitCode, reader), await this.readable(reader)];
    const kinds = [];
    for (const kind of WORDING_KINDS) {
      const inForce = await this.wordings.inForce(kind, unitCode, this.today());
      const text = this.wordings.render(kind, inForce.source, sampleFacts(kind, 'usual'));
      kinds.push({ ...inForce, kind, text, procedures: await this.wordings.procedures(kind, unitCode) });
    }
    return wordingListView(unit, units, kinds, await this.acts.mayWrite(reader, unitCode), t);
  }

  /**
   * @param draft null: what holds, or the wording `from` names
   * @throws DomainError `not_found`, `auth.forbidden`
   */
  async edit(
    { from = null, ...place }: WordingPlace & { from?: string | null },
    reader: Actor,
    draft: WordingDraft | null,
    refusal: Refusal | null,
    t: Translator,
  ): Promise<WordingEditView> {
    const { kind, unitCode, procedureCode } = place;
    const unit = await this.seen(unitCode, reader);
    const inForce = await this.wordings.inForce(kind, unitCode, this.today(), procedureCode);
    const text = draft?.text ?? (await this.begun(place, from)) ?? inForce.source;
    const begun: WordingDraft = draft ?? { text, validFrom: this.today(), sample: 'usual', dossier: '' };
    const ground = {
      kind,
      unit,
      units: await this.readable(reader),
      procedure: await this.procedure(procedureCode),
      procedures: await this.wordings.procedures(kind, unitCode),
      waiting: await this.trials.waiting(kind, unitCode, reader),
      inForce,
      history: await this.wordings.history(kind, unitCode, procedureCode),
      mayWrite: await this.acts.mayWrite(reader, unitCode),
      draft: begun,
      preview: await this.preview(kind, begun, reader, t),
    };
    return wordingEditView(ground, refusal, t);
  }

  async preview(kind: WordingKind, draft: WordingDraft, reader: Actor, t: Translator): Promise<PreviewView> {
    return previewView(await this.trial(kind, draft, reader), t);
  }

  /** The same as the printer sets it; null while there is nothing to print. */
  async print(kind: WordingKind, draft: WordingDraft, reader: Actor): Promise<Buffer | null> {
    const trial = await this.trial(kind, draft, reader);
    return trial.html === null ? null : this.trials.print(kind, trial, startOfDay(this.today()));
  }

  /** @throws DomainError `not_found`, `auth.forbidden` */
  async seen(unitCode: string, reader: Actor): Promise<NamedUnit> {
    const { code, name } = await this.units.unit(unitCode);
    if (!mayRead(reader, code, await this.units.ancestors(code))) {
      throw new DomainError('auth.forbidden', 'not for this unit');
    }
    return { code, name };
  }

  /** @throws DomainError `not_found` for a procedure that there is not */
  async procedure(code: string | null): Promise<NamedUnit | null> {
    if (code === null) return null;
    const name = (await this.procedures.versions(code)).at(-1)?.name ?? code;
    return { code, name };
  }

  today(): PlainDate {
    return localDate(this.clock.now());
  }

  /** On a dossier the reader may not see it is tried on the sample, as if none had been named. */
  private async trial(kind: WordingKind, { text, sample, dossier }: WordingDraft, reader: Actor): Promise<Trial> {
    const real = dossier === '' ? null : await this.trials.real(kind, dossier, reader).catch(notThere);
    return this.trials.try(kind, text, real ?? sample);
  }

  private async begun({ kind, unitCode, procedureCode }: WordingPlace, from: string | null): Promise<string | null> {
    if (from === null) return null;
    if (from === 'shipped') return this.wordings.shippedSource(kind);
    const version = await this.wordings.version(from);
    const same = version.kind === kind && version.unitCode === unitCode && version.procedureCode === procedureCode;
    if (!same) throw new DomainError('not_found', 'not of this kind');
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

function notThere(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not_found') return null;
  throw error;
}
