import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { RevisedCache } from '../platform/database/revised-cache.js';
import { templatesRoot } from '../platform/templates/project-root.js';
import { UnitsService } from '../units/units.service.js';
import { checkedWording, type CheckedWording } from './wording-check.js';
import type { WordingKind } from './wording-kinds.js';
import { WordingRendering, type WordingFacts } from './wording-rendering.js';
import { WORDINGS_REVISION, WordingsRepository, type WordingVersion } from './wordings.repository.js';

/** A wording in force; `version` null when it is the one that comes with the service. */
export interface WordingInForce {
  readonly source: string;
  readonly version: WordingVersion | null;
}

/** The free sentences of papers, as units word them. Read from memory; a new wording is seen by every instance at once. */
@Injectable()
export class WordingsService {
  private readonly cache: RevisedCache<readonly WordingVersion[]>;
  private readonly shipped = new Map<WordingKind, Promise<string>>();
  private readonly rendering = new WordingRendering();

  constructor(
    database: Database,
    wordings: WordingsRepository,
    private readonly units: UnitsService,
  ) {
    this.cache = new RevisedCache(database, WORDINGS_REVISION, () => wordings.all(database));
  }

  /**
   * The sentences as they are printed on the day: the unit's own, else those of the nearest unit above, else the ones
   * that come with the service.
   *
   * @param facts those of `WORDING_FIELDS[kind]`; what is not asked for is left out, optional ones may be missing
   * @returns HTML of the small set papers are written in (p, b, i, u, br, ul, ol, li); facts are escaped
   * @throws DomainError `not_found` for a unit that there is not
   * @throws Error when a fact that every paper of the kind has was not given
   */
  async text(kind: WordingKind, unitCode: string, day: PlainDate, facts: WordingFacts): Promise<string> {
    const { source } = await this.inForce(kind, unitCode, day);
    return this.rendering.render(kind, source, facts);
  }

  /**
   * The nearest unit that words it, and there what it says for this procedure before what it says for all.
   *
   * @param procedureCode null: the words for all procedures
   * @throws DomainError `not_found` for a unit that there is not
   */
  async inForce(
    kind: WordingKind,
    unitCode: string,
    day: PlainDate,
    procedureCode: string | null = null,
  ): Promise<WordingInForce> {
    await this.units.unit(unitCode);
    const begun = (await this.cache.get()).filter((one) => one.kind === kind && one.validFrom <= day);
    for (const code of [unitCode, ...(await this.units.ancestors(unitCode))]) {
      const own = begun.filter((one) => one.unitCode === code);
      const version = latest(own, procedureCode) ?? latest(own, null);
      if (version) return { source: version.source, version };
    }
    return { source: await this.shippedSource(kind), version: null };
  }

  /** The unit's own wordings of the kind, the newest first; those of a later day too. @param procedureCode null: for all */
  async history(
    kind: WordingKind,
    unitCode: string,
    procedureCode: string | null = null,
  ): Promise<readonly WordingVersion[]> {
    const all = await this.cache.get();
    return all
      .filter((one) => one.kind === kind && one.unitCode === unitCode && one.procedureCode === procedureCode)
      .reverse();
  }

  /** Procedures that the unit has words of its own for, by code. */
  async procedures(kind: WordingKind, unitCode: string): Promise<readonly string[]> {
    const own = (await this.cache.get()).filter((one) => one.kind === kind && one.unitCode === unitCode);
    return [...new Set(own.flatMap(({ procedureCode }) => procedureCode ?? []))].sort();
  }

  /** @throws DomainError `not_found` */
  async version(id: string): Promise<WordingVersion> {
    const found = (await this.cache.get()).find((one) => one.id === id);
    if (!found) throw new DomainError('not_found', 'there is no such wording');
    return found;
  }

  /** The wording that comes with the service. */
  shippedSource(kind: WordingKind): Promise<string> {
    const known = this.shipped.get(kind);
    if (known) return known;
    const read = readFile(join(templatesRoot, 'wordings', `${kind}.hbs`), 'utf8').then((text) => text.trim());
    this.shipped.set(kind, read);
    return read;
  }

  /** The text as it would be kept, and what is wrong with it. */
  check(kind: WordingKind, typed: string): CheckedWording {
    return checkedWording(kind, typed, this.rendering);
  }

  /** @param source one that `check` let pass */
  render(kind: WordingKind, source: string, facts: WordingFacts): string {
    return this.rendering.render(kind, source, facts);
  }
}

/** The one that began last; of several that began together, the one written last. */
function latest(begun: readonly WordingVersion[], procedureCode: string | null): WordingVersion | undefined {
  return begun
    .filter((one) => one.procedureCode === procedureCode)
    .sort((a, b) => (a.validFrom === b.validFrom ? a.version - b.version : a.validFrom < b.validFrom ? -1 : 1))
    .at(-1);
}
