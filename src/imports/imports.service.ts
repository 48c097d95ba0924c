import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Format } from '../platform/files/file-format.js';
import { Uploads, type Upload } from '../platform/files/uploads.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import type { ImportFile, ImportMode } from './import-file.js';
import { ImportScope } from './import-scope.js';
import { ImportStates } from './import-states.js';
import { ImportsRepository } from './imports.repository.js';
import { MappingsService, SHIPPED_MAPPING } from './mappings.service.js';

/** A whole year of a town in one file, with room. */
const MAX_IMPORT_BYTES = 64 * 1024 * 1024;

export interface NewImport {
  readonly format: Format;
  readonly dryRun: boolean;
  /** null: the actor's own */
  readonly unitCode: string | null;
  /** null: the one that is shipped */
  readonly mappingName: string | null;
  /** null: whole dossiers are taken over, a register mirrors the system it comes from */
  readonly mode: ImportMode | null;
  /** until when the source vouches for what is in the file; null: until it came in */
  readonly asOf: Instant | null;
}

/** Files come in here; the job does the rest. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly states: ImportStates,
    private readonly mappings: MappingsService,
    private readonly scope: ImportScope,
    private readonly uploads: Uploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a file as it arrives. Its rows are read by the job.
   *
   * @param describe how the request may be repeated, once it is known what came
   * @throws DomainError `auth.forbidden`, `not_found` (unit, mapping), `request.too_large`, `request.malformed`,
   *   `idempotency.key_reused`; `request.invalid` when it is to vouch for what is still to come
   */
  async receive(
    by: Actor,
    asked: NewImport,
    body: Readable,
    describe: (hash: string) => IdempotentWrite | null = () => null,
  ): Promise<Outcome> {
    const unitCode = asked.unitCode ?? by.unitCode;
    await this.scope.demandReach(by, unitCode);
    const mappingName = asked.format === 'ndjson' ? null : (asked.mappingName ?? SHIPPED_MAPPING);
    const mapping = mappingName === null ? null : (await this.mappings.find(unitCode, mappingName)).mapping;
    const createdAt = this.clock.now();
    const asOf = asked.asOf ?? createdAt;
    if (asOf > createdAt) throw notYet();
    const id = newId(createdAt);
    const upload = await this.uploads.receive(id, body, MAX_IMPORT_BYTES);
    const file = newFile({
      id,
      createdAt,
      unitCode,
      mappingName,
      mapping,
      format: asked.format,
      mode: asked.mode ?? (asked.format === 'ndjson' ? 'takeover' : 'mirror'),
      asOf,
      dryRun: asked.dryRun,
      by,
      upload,
    });
    try {
      const outcome = await this.states.add(file, describe(upload.hash));
      if (outcome.replayed) await this.uploads.forget(id);
      return outcome;
    } catch (error) {
      await this.uploads.forget(id);
      throw error;
    }
  }

  /** @throws DomainError `not_found`, also for imports of units out of reach */
  async find(id: string, by: Actor): Promise<ImportFile> {
    const file = /^[0-9a-f-]{36}$/.test(id) ? await this.imports.find(id) : null;
    if (!file || !(await this.scope.reach(by)).includes(file.unitCode)) {
      throw new DomainError('not_found', 'there is no such import');
    }
    return file;
  }

  /** Of the units the actor may import for, the newest first. @param before id of the last one seen */
  async page(by: Actor, before: string | null, limit: number): Promise<ImportFile[]> {
    return this.imports.page(await this.scope.reach(by), before, limit);
  }

  async accept(id: string, skipDefective: boolean, by: Actor, write: IdempotentWrite | null): Promise<string> {
    await this.states.accept(await this.find(id, by), skipDefective, by.username, write);
    return id;
  }

  async cancel(id: string, by: Actor, write: IdempotentWrite | null): Promise<string> {
    const file = await this.find(id, by);
    await this.states.cancel(file, by.username, write);
    return id;
  }
}

function notYet(): DomainError {
  const message = 'this moment is still to come: nobody can vouch for it';
  return new DomainError('request.invalid', message, {}, [{ field: 'asOf', message }]);
}

type Named = 'id' | 'createdAt' | 'unitCode' | 'mappingName' | 'mapping' | 'format' | 'mode' | 'asOf' | 'dryRun';

function newFile({
  by,
  upload,
  ...given
}: Pick<ImportFile, Named> & { readonly by: Actor; readonly upload: Upload }): ImportFile {
  return {
    ...given,
    wholeTree: hasRole(by, 'admin'),
    headings: null,
    units: null,
    mirroredLine: 0,
    fileHash: upload.hash,
    bytes: upload.bytes,
    state: 'received',
    skipDefective: false,
    fault: null,
    faultWhere: null,
    passedOver: 0,
    createdBy: by.username,
    acceptedAt: null,
    acceptedBy: null,
    finishedAt: null,
  };
}
