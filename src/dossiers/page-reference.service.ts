import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import type { Unit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';
import type { DossierRecord } from './dossier-query.service.js';
import type { RoomFacts } from './dossier-rooms.service.js';
import { TermsService } from './terms.service.js';

/** Who may be handed a dossier. */
export interface Receivers {
  readonly units: readonly Unit[];
  readonly colleagues: readonly Actor[];
}

/** What codes and usernames are called. */
export interface Names {
  unit(code: string): string;
  shortUnit(code: string): string;
  person(username: string): string;
}

/** Names of the units, people and procedure that a dossier mentions. */
@Injectable()
export class PageReference {
  constructor(
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
    private readonly procedures: ProceduresService,
    private readonly terms: TermsService,
  ) {}

  unit(code: string): Promise<Unit> {
    return this.units.unit(code);
  }

  version(id: string): Promise<ProcedureVersion> {
    return this.procedures.version(id);
  }

  /** The procedures that the desk received on the day of a moment. */
  receivable(unitCode: string, at: Instant): Promise<ProcedureVersion[]> {
    return this.terms.receivable(unitCode, localDate(at));
  }

  async names(
    { dossier, events, promises, handOvers }: DossierRecord,
    { files, faults, corrections, told }: RoomFacts,
  ): Promise<Names> {
    const tree = await this.units.tree();
    const mentioned = [
      ...events.map(({ actor }) => actor),
      ...promises.map(({ by }) => by),
      ...handOvers.flatMap(({ toUsername, acknowledgedBy }) => [toUsername, acknowledgedBy]),
      dossier.holder.username,
      ...files.flatMap(({ addedBy, removedBy }) => [addedBy, removedBy]),
      ...faults.map(({ reportedBy }) => reportedBy),
      ...told.map(({ toldBy }) => toldBy),
      ...corrections.map(({ proposedBy }) => proposedBy),
      ...events.flatMap(({ payload }) => (typeof payload?.['username'] === 'string' ? [payload['username']] : [])),
    ];
    const people = await this.accounts.names(mentioned.filter((one) => one !== null));
    return {
      unit: (code) => tree.find(code)?.name ?? code,
      shortUnit: (code) => tree.find(code)?.shortName ?? code,
      person: (username) => people.get(username) ?? username,
    };
  }

  /** Where the dossier is decided first, then the other units of today; and the colleagues of who hands it over. */
  async receivers({ dossier }: DossierRecord, by: Actor, now: Instant): Promise<Receivers> {
    const today = localDate(now);
    const all = await this.units.all();
    const standing = all.filter(
      ({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo),
    );
    const elsewhere = standing.filter(
      ({ code }) => code !== dossier.holder.unitCode || dossier.holder.username !== null,
    );
    const first = dossier.responsibleUnitCode;
    const units = [...elsewhere].sort((a, b) => Number(b.code === first) - Number(a.code === first));
    const staff = await this.accounts.staff(by.unitCode);
    return { units, colleagues: staff.filter(({ username }) => username !== dossier.holder.username) };
  }
}
