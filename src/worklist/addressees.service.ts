import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Role } from '../domain/accounts/roles.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { tierOf, type WarningKind } from '../domain/warning/warnings.js';
import { UnitsService } from '../units/units.service.js';

/** Where whoever is told works, and who; nobody by name: everybody there, or whoever heads it. */
export interface Addressee {
  readonly unitCode: string;
  readonly username: string | null;
}

/** What was found out about units, for one run of a job. */
export type KnownHeads = Map<string, Promise<string>>;

/** A desk without a head of its own is headed by the leader (acts.md, "head"). */
const HEADS: readonly Role[] = ['division_head', 'desk_head', 'leader'];
const LEADERS: readonly Role[] = ['leader'];

/** Who is told that a promise comes near. */
@Injectable()
export class AddresseesService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly units: UnitsService,
  ) {}

  /** Does the unit let its head and leader be told? */
  ladder({ holder }: Dossier, day: PlainDate): Promise<boolean> {
    return this.units.setting(holder.unitCode, 'warnings_ladder', day);
  }

  async of(kind: WarningKind, { holder, responsibleUnitCode }: Dossier, known: KnownHeads): Promise<Addressee> {
    switch (tierOf(kind)) {
      case 'holder':
        return holder;
      case 'head':
        return { unitCode: await this.nearest(holder.unitCode, HEADS, known), username: null };
      case 'leader':
        return { unitCode: await this.nearest(responsibleUnitCode, LEADERS, known), username: null };
    }
  }

  /** The unit itself where somebody there has the role, else the nearest above; without one anywhere, itself. */
  private nearest(unitCode: string, roles: readonly Role[], known: KnownHeads): Promise<string> {
    const key = `${unitCode}|${roles.join()}`;
    const asked = known.get(key) ?? this.look(unitCode, roles);
    known.set(key, asked);
    return asked;
  }

  private async look(unitCode: string, roles: readonly Role[]): Promise<string> {
    for (const code of [unitCode, ...(await this.units.ancestors(unitCode))]) {
      const staff = await this.accounts.staff(code);
      if (staff.some((person) => person.roles.some((role) => roles.includes(role)))) return code;
    }
    return unitCode;
  }
}
