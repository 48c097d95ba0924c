import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { projectRoot } from '../platform/templates/project-root.js';
import { UnitsService } from '../units/units.service.js';
import { mappingFault, type Mapping, type SavedMapping } from './mapping.js';
import { MappingsRepository } from './mappings.repository.js';

/** The mapping that comes with the project: it knows the usual headings and words of a one-stop register. */
export const SHIPPED_MAPPING = 'one-stop-register';

/** Saved mappings: a unit's own, else those of the units above, else the one that is shipped. */
@Injectable()
export class MappingsService {
  constructor(
    private readonly mappings: MappingsRepository,
    private readonly units: UnitsService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Everything a unit may use, each name once, the nearest. */
  async all(unitCode: string): Promise<SavedMapping[]> {
    const near = [unitCode, ...(await this.units.ancestors(unitCode))];
    const saved = (await this.mappings.of(near)).sort((a, b) => near.indexOf(a.unitCode) - near.indexOf(b.unitCode));
    const byName = new Map<string, SavedMapping>();
    for (const one of [...saved, await shipped()]) if (!byName.has(one.name)) byName.set(one.name, one);
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws DomainError `not_found` */
  async find(unitCode: string, name: string): Promise<SavedMapping> {
    const found = (await this.all(unitCode)).find((one) => one.name === name);
    if (!found) throw new DomainError('not_found', 'there is no such mapping', { name });
    return found;
  }

  /** @throws DomainError `request.invalid` naming the part that cannot be used */
  async keep(by: Actor, name: string, mapping: Mapping): Promise<SavedMapping> {
    const fault = mappingFault(mapping);
    if (fault !== null) {
      const message = 'Bản ghép cột thiếu cột bắt buộc, bị lặp, hoặc có giá trị không dùng được';
      throw new DomainError('request.invalid', 'the mapping cannot be used', {}, [{ field: fault, message }]);
    }
    const saved = { unitCode: by.unitCode, name, mapping, changedAt: this.clock.now(), changedBy: by.username };
    await this.transactor.run(async (tx) => {
      await this.mappings.write(tx, saved);
      const subject = `mapping:${by.unitCode}/${name}`;
      const action = 'import.mapping_saved';
      await this.audit.record(tx, { at: saved.changedAt, actor: by.username, action, subject, reason: null });
    });
    return saved;
  }

  /** Of the actor's own unit. @throws DomainError `not_found` */
  async remove(by: Actor, name: string): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (!(await this.mappings.remove(tx, by.unitCode, name))) {
        throw new DomainError('not_found', 'your unit has no such mapping', { name });
      }
      const subject = `mapping:${by.unitCode}/${name}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'import.mapping_removed', subject, reason: null });
    });
  }
}

async function shipped(): Promise<SavedMapping> {
  const text = await readFile(join(projectRoot, 'data', 'mappings', `${SHIPPED_MAPPING}.json`), 'utf8');
  const mapping = JSON.parse(text) as Mapping;
  return {
    unitCode: '',
    name: SHIPPED_MAPPING,
    mapping,
    changedAt: 0 as SavedMapping['changedAt'],
    changedBy: 'system',
  };
}
