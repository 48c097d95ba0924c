import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { mayActFor, type Actor } from '../domain/accounts/roles.js';
import { askedNow } from '../domain/dossier/acts/supplement.js';
import { isAccepted, type Dossier } from '../domain/dossier/dossier.js';
import type { StageTime } from '../domain/dossier/stages.js';
import { DomainError } from '../domain/errors.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { UnitsService } from '../units/units.service.js';
import type { AskedPayment, PastGrant } from './clock/clock.repository.js';
import { DossierRooms } from './dossier-rooms.js';
import type { DelayHelpFacts } from './faults/delay-help.service.js';
import type { FaultRecord } from './faults/fault-record.js';
import type { DossierFile } from './processing/dossier-files.repository.js';
import { TellingService } from './telling/telling.service.js';
import type { ToldNotice } from './telling/told-notices.repository.js';
import type { ShownCorrection } from './receipt-changes/corrections.service.js';

/** What stands open in the rooms of a dossier, for the forms of its page. */
export interface RoomFacts extends DelayHelpFacts {
  /** the reader may act for the agency that answers for the dossier */
  readonly commands: boolean;
  /** when the dossier was written down here */
  readonly enteredAt: Instant;
  /** what asking for papers now would do to the limit; null where it cannot be asked or counted */
  readonly asking: { readonly pastWindow: boolean; readonly restarts: boolean } | null;
  readonly openPayment: AskedPayment | null;
  /** time that was added so far; null for what an erased event added */
  readonly grants: readonly (PastGrant | null)[];
  readonly corrections: readonly ShownCorrection[];
  readonly faults: readonly FaultRecord[];
  /** usernames that worked on the dossier */
  readonly handlers: readonly string[];
  readonly files: readonly DossierFile[];
  /** what the desk told the citizen by chat or telephone */
  readonly told: readonly ToldNotice[];
  /** people of where it is, for whoever distributes the work there */
  readonly staff: readonly Actor[];
  /** null before acceptance, and where a year without a calendar lies between */
  readonly stages: readonly StageTime[] | null;
}

/** Reads what the forms of a dossier's page need to know besides its record: each room is asked only where it has a say. */
@Injectable()
export class DossierRoomsService {
  constructor(
    private readonly database: Database,
    private readonly rooms: DossierRooms,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
    private readonly calendar: CalendarService,
    private readonly telling: TellingService,
  ) {}

  async facts(dossier: Dossier, version: ProcedureVersion, by: Actor, now: Instant): Promise<RoomFacts> {
    const { id, responsibleUnitCode } = dossier;
    const { clock, corrections, faults, files } = this.rooms;
    const fresh = dossier.status === 'accepted';
    const [payments, grants, proposed, reported, attached, ancestors] = await Promise.all([
      dossier.status === 'awaiting_payment' ? clock.payments(id) : [],
      dossier.extraAmount > 0 ? clock.grants(id) : [],
      fresh ? corrections.shown(id) : [],
      isAccepted(dossier) ? faults.of(this.database, id) : [],
      files.of(id),
      this.units.ancestors(responsibleUnitCode),
    ]);
    const stages = await this.counted(() => this.stages(dossier, now));
    return {
      commands: mayActFor(by, responsibleUnitCode, ancestors),
      enteredAt: fresh ? await corrections.enteredAt(dossier) : dossier.lastEventAt,
      asking: await this.counted(() => this.asking(dossier, version, now)),
      openPayment: payments.find(({ confirmedAt }) => confirmedAt === null) ?? null,
      grants,
      corrections: proposed,
      faults: reported,
      handlers: reported.length > 0 ? await faults.handlers(this.database, id) : [],
      files: attached,
      staff: await this.staff(dossier, by),
      told: await this.telling.ofDossier(id),
      stages,
      ...(await this.rooms.delays.of(dossier, stages, now)),
    };
  }

  private async asking(dossier: Dossier, version: ProcedureVersion, now: Instant): Promise<RoomFacts['asking']> {
    if (!isAccepted(dossier) || (dossier.status !== 'accepted' && dossier.status !== 'processing')) return null;
    return askedNow(dossier, now, await this.calendar.workingCalendar(dossier.responsibleUnitCode), version);
  }

  private async stages(dossier: Dossier, now: Instant): Promise<StageTime[] | null> {
    if (!isAccepted(dossier) || dossier.instant || dossier.voidedAt !== null) return null;
    return this.rooms.stages.until(dossier, dossier.settlement?.finishedAt ?? now);
  }

  private async staff({ holder }: Dossier, by: Actor): Promise<Actor[]> {
    const distributes = by.roles.includes('division_head') || by.roles.includes('leader');
    return distributes && by.unitCode === holder.unitCode ? this.accounts.staff(holder.unitCode) : [];
  }

  /** What cannot be counted in a year without a calendar is not said; the page stands all the same. */
  private async counted<T>(read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
      return null;
    }
  }
}
