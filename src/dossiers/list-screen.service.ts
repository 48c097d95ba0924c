import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { seesBelow, type Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import type { UnitTree } from '../units/unit-tree.js';
import { UnitsService } from '../units/units.service.js';
import type { ListRow } from './dossier-list.repository.js';
import type { FilterChoices } from './dossier-list.view.js';
import type { RowFacts } from './dossier-rows.view.js';
import { StandingsService } from './standings.service.js';

/** Names and standings of the dossiers on a page of a list, and what it may be narrowed to. */
@Injectable()
export class ListScreenService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
    private readonly standings: StandingsService,
  ) {}

  /** Units within the reader's sight, procedures and fields of today. */
  async choices(by: Actor): Promise<FilterChoices> {
    const tree = await this.units.tree();
    const seen = seesBelow(by) ? tree.subtree(by.unitCode) : [by.unitCode];
    const procedures = await this.procedures.all(localDate(this.clock.now()));
    const fields = await this.procedures.fields();
    return {
      units: seen.map((code) => [code, nameIn(tree, code)] as const),
      procedures: procedures.map(({ procedureCode, name }) => [procedureCode, `${procedureCode} ${name}`] as const),
      fields: fields.map(({ code, name }) => [code, name] as const),
    };
  }

  async rows(found: readonly ListRow[]): Promise<RowFacts[]> {
    const dossiers = found.map(({ dossier }) => dossier);
    const versions = new Set(dossiers.map(({ procedureVersionId }) => procedureVersionId));
    const [tree, standings, people, named] = await Promise.all([
      this.units.tree(),
      this.standings.of(dossiers),
      this.accounts.names(dossiers.flatMap(({ holder }) => holder.username ?? [])),
      Promise.all([...versions].map(async (id) => [id, (await this.procedures.version(id)).name] as const)),
    ]);
    const procedureNames = new Map(named);
    return found.map((row, index) => {
      const { holder, pending, procedureVersionId, procedureCode } = row.dossier;
      const standing = standings[index];
      if (!standing) throw new RangeError('one standing for every dossier');
      const unitName = nameIn(tree, holder.unitCode);
      const person = holder.username === null ? undefined : people.get(holder.username);
      return {
        ...row,
        standing,
        procedureName: procedureNames.get(procedureVersionId) ?? procedureCode,
        holderName: person === undefined ? unitName : `${person} · ${unitName}`,
        outside: {
          holder: tree.find(holder.unitCode)?.kind === 'outside_agency',
          pending: pending !== null && tree.find(pending.unitCode)?.kind === 'outside_agency',
        },
      };
    });
  }
}

function nameIn(tree: UnitTree, code: string): string {
  return tree.find(code)?.name ?? code;
}
