import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { secondEnd, secondStanding, type SecondPromiseState } from '../domain/apology/second-promise.js';
import { hindranceTo } from '../domain/dossier/acts/hindrance.js';
import type { Surroundings } from '../domain/dossier/acts/surroundings.js';
import { isAccepted, type Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { CLOCK } from '../platform/clock/clock.js';
import { DossierQueryService, type DossierRecord } from './dossier-query.service.js';
import { DossierRoomsService, type RoomFacts } from './dossier-rooms.service.js';
import { journeyOf, type Journey } from './journey.js';
import { PageReference, type Names, type Receivers } from './page-reference.service.js';
import type { Standing } from './state-words.view.js';
import { StandingsService } from './standings.service.js';

/** Everything a dossier's page says, before it is put into words. */
export interface DossierPageFacts {
  readonly by: Actor;
  readonly now: Instant;
  readonly record: DossierRecord;
  readonly standing: Standing;
  readonly version: ProcedureVersion;
  readonly journey: Journey | null;
  readonly names: Names;
  /** what the acts depend on besides the dossier and the reader */
  readonly around: Surroundings;
  readonly rooms: RoomFacts;
  /** what became of the second promise; null while there is none, or its days are in no calendar */
  readonly second: SecondPromiseState | null;
  /** empty unless the reader may hand the dossier over */
  readonly receivers: Receivers;
  /** what the desk could have received on that day; empty unless the reader may put the receipt right */
  readonly receivable: readonly ProcedureVersion[];
}

/** Reads what the page of one dossier needs besides its record. */
@Injectable()
export class DossierPageService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly dossiers: DossierQueryService,
    private readonly reading: StandingsService,
    private readonly calendar: CalendarService,
    private readonly reference: PageReference,
    private readonly rooms: DossierRoomsService,
  ) {}

  /** @throws DomainError `not_found` for a dossier that is none of the reader's business */
  async facts(code: string, by: Actor): Promise<DossierPageFacts> {
    const now = this.clock.now();
    const record = await this.dossiers.record(code, by);
    const { dossier } = record;
    const version = await this.reference.version(dossier.procedureVersionId);
    const rooms = await this.rooms.facts(dossier, version, by, now);
    const names = await this.reference.names(record, rooms);
    const pendingUnit = dossier.pending && (await this.reference.unit(dossier.pending.unitCode));
    const holderUnit = await this.reference.unit(dossier.holder.unitCode);
    const outside = {
      holder: holderUnit.kind === 'outside_agency',
      pending: pendingUnit?.kind === 'outside_agency',
    };
    const around = { ...outside, ...surroundings(rooms), at: now, rules: version };
    const [standing] = await this.reading.of([dossier]);
    if (!standing) throw new RangeError('one standing for every dossier');
    const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
    const mayHandOver = hindranceTo('hand_over', dossier, by, around) === null;
    return {
      by,
      now,
      record,
      standing,
      version,
      journey: journeyOf(record, now, calendar),
      names,
      around,
      rooms,
      second: secondOf(record, calendar, now),
      receivable: await this.receivable(record.dossier, by, around),
      receivers: mayHandOver ? await this.reference.receivers(record, by, now) : { units: [], colleagues: [] },
    };
  }

  private async receivable(dossier: Dossier, by: Actor, around: Surroundings): Promise<ProcedureVersion[]> {
    const { acceptedAt, unitCode } = dossier;
    if (acceptedAt === null || hindranceTo('propose_correction', dossier, by, around) !== null) return [];
    return this.reference.receivable(unitCode, acceptedAt);
  }
}

/** By the row that form 04 has left in the ledger. */
function secondOf(
  { dossier, promises }: DossierRecord,
  calendar: WorkingCalendar,
  now: Instant,
): SecondPromiseState | null {
  const made = promises.find(({ kind }) => kind === 'extension');
  if (!made || !isAccepted(dossier)) return null;
  const promised = { dueAt: made.currentDueAt, promisedAt: made.at };
  try {
    return secondEnd(secondStanding(calendar, dossier, promised, now), now)?.state ?? 'waiting';
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.missing') return null;
    throw error;
  }
}

/** What the rooms say, as the rules of the acts ask for it. */
function surroundings({ commands, enteredAt, corrections, faults, handlers, files }: RoomFacts): Partial<Surroundings> {
  const waiting = corrections.filter(({ confirmedAt, changes }) => confirmedAt === null && changes !== null);
  return {
    commands,
    enteredAt,
    proposedBy: waiting.map(({ proposedBy }) => proposedBy),
    handlers,
    faults: {
      reported: faults.filter(({ state }) => state === 'reported').length,
      toMend: faults.filter(({ state, correctedOn }) => state === 'confirmed' && correctedOn === null).length,
    },
    files: files.filter(({ removedAt }) => removedAt === null).length,
  };
}
