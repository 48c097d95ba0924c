import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { RevisedCache } from '../platform/database/revised-cache.js';
import { Catalogue } from './catalogue.js';
import { PROCEDURES_REVISION, ProceduresRepository, type Field } from './procedures.repository.js';

interface Loaded {
  readonly catalogue: Catalogue;
  readonly fields: readonly Field[];
}

/** The catalogue of procedures. Read from memory; a change is seen by every instance at once. */
@Injectable()
export class ProceduresService {
  private readonly cache: RevisedCache<Loaded>;

  constructor(database: Database, procedures: ProceduresRepository) {
    this.cache = new RevisedCache(database, PROCEDURES_REVISION, async () => ({
      catalogue: new Catalogue(await procedures.versions(database)),
      fields: await procedures.fields(database),
    }));
  }

  /**
   * The version that a dossier accepted on the day copies (R10).
   *
   * @throws DomainError `procedure.not_in_force` when the procedure is unknown, not yet or no more in force
   */
  async inForce(code: string, day: PlainDate): Promise<ProcedureVersion> {
    const version = (await this.catalogue()).find(code, day);
    if (version) return version;
    throw new DomainError('procedure.not_in_force', `procedure ${code.slice(0, 20)} is not in force on ${day}`, {
      procedureCode: code.slice(0, 20),
      day,
    });
  }

  /** @throws DomainError `not_found` */
  async version(id: string): Promise<ProcedureVersion> {
    return (await this.catalogue()).version(id);
  }

  /** All versions of a procedure, oldest first. @throws DomainError `not_found` */
  async versions(code: string): Promise<readonly ProcedureVersion[]> {
    return (await this.catalogue()).versions(code);
  }

  /** What is in force on the day, by code. */
  async all(onDay: PlainDate): Promise<readonly ProcedureVersion[]> {
    return (await this.catalogue()).inForce(onDay);
  }

  /** Every name that a procedure has or had: files of other systems call it by any of them. */
  async names(): Promise<readonly { readonly code: string; readonly name: string }[]> {
    return (await this.catalogue()).names();
  }

  /** What is in force on the day and holds every word of the text in its code, name or field, accents aside. */
  async search(text: string, onDay: PlainDate): Promise<readonly ProcedureVersion[]> {
    return (await this.catalogue()).search(text, onDay);
  }

  /** Lĩnh vực, by code. */
  async fields(): Promise<readonly Field[]> {
    return (await this.cache.get()).fields;
  }

  private async catalogue(): Promise<Catalogue> {
    return (await this.cache.get()).catalogue;
  }
}
