import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Cause } from '../domain/apology/cause.js';
import { byUrgency, type Urgency } from '../domain/dossier/urgency.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import type { WarningKind } from '../domain/warning/warnings.js';
import type { RowFacts } from '../dossiers/dossier-rows.view.js';
import { AT_MOST, WaitingService, type Desk, type WorkRow } from '../dossiers/waiting.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UrgenciesService } from './urgencies.service.js';
import { WarnedService } from './warned.service.js';

/** A row of the work list, with what its words need. */
export interface WorkItem extends RowFacts {
  /** null: a filing, or the days until the due are in no calendar */
  readonly urgency: Urgency | null;
  readonly warning: WarningKind | null;
  /** the colleague for whom the reader stands in */
  readonly absent: string | null;
  /** of papers asked for: when */
  readonly askedAt: Instant | null;
}

/** Some of a kind of work, in the order in which to do it. */
export interface WorkSection {
  readonly items: readonly WorkItem[];
  /** how many there are, up to what is looked at */
  readonly total: number;
  /** there may be more than were looked at */
  readonly cut: boolean;
}

export interface FaultItem {
  readonly code: string;
  readonly procedureName: string;
  readonly cause: Cause;
  readonly reportedAt: Instant;
}

export interface WorkList {
  readonly now: Instant;
  readonly mine: WorkSection;
  readonly arriving: WorkSection;
  readonly unassigned: WorkSection;
  /** may the reader give them to somebody? */
  readonly assigns: boolean;
  readonly told: WorkSection;
  readonly filings: WorkSection;
  readonly unanswered: WorkSection;
  readonly faults: readonly FaultItem[];
  /** full names of those somebody stands in for, by username */
  readonly names: ReadonlyMap<string, string>;
}

/** As many as are drawn: who is through with these looks again. */
const SHOWN = { mine: 40, other: 15 } as const;

type Candidate = WorkRow & { readonly askedAt: Instant | null };

/** What somebody has to do today, the least slack first. Reads only. */
@Injectable()
export class WorkListService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly waiting: WaitingService,
    private readonly urgencies: UrgenciesService,
    private readonly warned: WarnedService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
  ) {}

  async of(by: Actor): Promise<WorkList> {
    const now = this.clock.now();
    const desk = await this.waiting.desk(by);
    const assigns = hasRole(by, 'division_head', 'leader');
    const shared = !assigns && (await this.isShared(by));
    const loose = assigns || shared ? plain(await this.waiting.unassigned(by)) : [];
    const told = await this.told(by);
    return {
      now,
      mine: await this.section(shared ? firstOf([...desk.held, ...loose]) : desk.held, SHOWN.mine, now),
      arriving: await this.section(plain(desk.arriving), SHOWN.other, now),
      unassigned: await this.section(shared ? [] : loose, SHOWN.other, now),
      assigns,
      told: await this.section(told, SHOWN.other, now),
      filings: await this.filings(desk),
      unanswered: await this.unanswered(desk),
      faults: await this.faults(desk),
      names: await this.accounts.names(desk.held.flatMap(({ absent }) => absent ?? [])),
    };
  }

  /** Where nobody distributes the work, what lies in the unit is everybody's; at a desk it always is. */
  private async isShared(by: Actor): Promise<boolean> {
    if (hasRole(by, 'receiver', 'returner', 'desk_head')) return true;
    const staff = await this.accounts.staff(by.unitCode);
    return !staff.some((person) => hasRole(person, 'division_head', 'leader'));
  }

  /** What the head or leader was told of, as far as it is still so. */
  private async told(by: Actor): Promise<Candidate[]> {
    const rows = await this.waiting.byIds(await this.warned.told(by));
    return plain(
      rows.filter(({ dossier: { settlement, voidedAt, lateFrom } }) => {
        return settlement === null && voidedAt === null && lateFrom !== null;
      }),
    );
  }

  /** In the order of slack, reckoned for all that were found; words only for those that are shown. */
  private async section(found: readonly (WorkRow | Candidate)[], shown: number, now: Instant): Promise<WorkSection> {
    const dossiers = found.map(({ dossier }) => dossier);
    const urgencies = await this.urgencies.of(dossiers, now);
    const ordered = found
      .map((row) => {
        const { id, code, lateFrom } = row.dossier;
        return { row, code, lateFrom, urgency: urgencies.get(id) ?? null };
      })
      .sort(byUrgency)
      .slice(0, shown);
    return { ...(await this.worded(ordered, now)), total: found.length, cut: found.length >= AT_MOST };
  }

  private async worded(
    ordered: readonly { readonly row: WorkRow | Candidate; readonly urgency: Urgency | null }[],
    now: Instant,
  ): Promise<Pick<WorkSection, 'items'>> {
    const facts = await this.waiting.words(ordered.map(({ row }) => row));
    const warnings = await this.warned.of(
      ordered.map(({ row }) => row.dossier),
      now,
    );
    const items = facts.flatMap((fact, i) => {
      const of = ordered[i];
      if (!of) return [];
      const { row, urgency } = of;
      const askedAt = 'askedAt' in row ? row.askedAt : null;
      return [{ ...fact, urgency, absent: row.absent, askedAt, warning: warnings.get(fact.dossier.id) ?? null }];
    });
    return { items };
  }

  /** By the moment by which they must be answered, as they were read. */
  private async filings({ filings }: Desk): Promise<WorkSection> {
    return this.asRead(plain(filings));
  }

  private async unanswered({ unanswered }: Desk): Promise<WorkSection> {
    return this.asRead(unanswered.map((row) => ({ ...row, absent: null })));
  }

  private async asRead(rows: readonly Candidate[]): Promise<WorkSection> {
    const first = rows.slice(0, SHOWN.other).map((row) => ({ row, urgency: null }));
    return { ...(await this.worded(first, this.clock.now())), total: rows.length, cut: rows.length >= AT_MOST };
  }

  private faults({ faults }: Desk): Promise<FaultItem[]> {
    return Promise.all(
      faults.slice(0, SHOWN.other).map(async ({ code, cause, reportedAt, procedureVersionId }) => {
        const { name } = await this.procedures.version(procedureVersionId);
        return { code, cause, reportedAt, procedureName: name };
      }),
    );
  }
}

/** Of two lists, as much as of one: what is due first. */
function firstOf(rows: readonly (WorkRow | Candidate)[]): readonly (WorkRow | Candidate)[] {
  return [...rows]
    .sort((a, b) => (a.dossier.lateFrom ?? 0) - (b.dossier.lateFrom ?? 0) || (a.dossier.id < b.dossier.id ? -1 : 1))
    .slice(0, AT_MOST);
}

function plain(rows: readonly Pick<WorkRow, 'dossier' | 'applicantName'>[]): Candidate[] {
  return rows.map((row) => ({ ...row, absent: null, askedAt: null }));
}
