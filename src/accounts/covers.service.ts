import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, mayRead, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { UnitsService } from '../units/units.service.js';
import type { Cover } from './covers.js';
import { CoversRepository, type Covering } from './covers.repository.js';

/** A colleague stands in for an absent one: who, for whom, from day to day, both included. */
export interface StandIn {
  readonly absent: string;
  readonly by: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const LONGEST_DAYS = 366;
const AT_ONCE = 20;

/**
 * Work does not stop when somebody is ill: a colleague of the same unit holds what the absent one holds. Roles do not
 * pass over: nobody signs or takes money who may not do so anyway.
 */
@Injectable()
export class CoversService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly covers: CoversRepository,
    private readonly transactor: Transactor,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws DomainError `auth.forbidden` for anybody but the head of the unit, its desk or an administrator above it;
   *   `request.invalid` for people of two units, days that are over, or more than a year
   */
  async set(by: Actor, cover: StandIn): Promise<StandIn> {
    const at = this.clock.now();
    demandDays(cover, localDate(at));
    await this.transactor.run(async (tx) => {
      const covers = await this.coversOf(tx, by, cover);
      const others = covers.filter(({ absent }) => absent !== cover.absent);
      if (others.length >= AT_ONCE) throw invalid('by', `Một người trực thay nhiều nhất ${String(AT_ONCE)} người`);
      const { absent, from, to } = cover;
      await this.covers.write(tx, cover.by, [...others, { absent, from, to }]);
      const subject = `user:${cover.by}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'cover.set', subject, reason: cover.absent });
    });
    return cover;
  }

  /** Ends it at once. @throws DomainError `not_found` when there is none; `auth.forbidden` as `set` */
  async end(by: Actor, standIn: string, absent: string): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      const covers = await this.coversOf(tx, by, { by: standIn, absent });
      const left = covers.filter((cover) => cover.absent !== absent);
      if (left.length === covers.length) throw new DomainError('not_found', 'there is no such cover');
      await this.covers.write(tx, standIn, left);
      const subject = `user:${standIn}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'cover.ended', subject, reason: absent });
    });
  }

  /** Today's and coming ones of a unit, by who stands in. @throws DomainError `not_found` beyond the reader's reach */
  async of(unitCode: string, by: Actor): Promise<StandIn[]> {
    if (!mayRead(by, unitCode, await this.units.ancestors(unitCode))) {
      throw new DomainError('not_found', 'there is no such unit', { unitCode });
    }
    const today = localDate(this.clock.now());
    return (await this.covers.ofUnit(unitCode)).flatMap(({ username, covers }) =>
      covers.filter(({ to }) => to >= today).map((cover) => ({ by: username, ...cover })),
    );
  }

  /** What the stand-in covers now, once it is sure that both are colleagues and the actor is their head. */
  private async coversOf(
    tx: Tx,
    actor: Actor,
    { by, absent }: Pick<StandIn, 'by' | 'absent'>,
  ): Promise<readonly Cover[]> {
    const people = await this.covers.pair(tx, by, absent);
    const find = (username: string): Covering | undefined => people.find((person) => person.username === username);
    const [standIn, away] = [find(by), find(absent)];
    if (!standIn) throw invalid('by', 'Không có người này');
    const { unitCode, covers } = standIn;
    if (away?.unitCode !== unitCode) throw invalid('absent', 'Người vắng và người trực thay phải cùng đơn vị');
    if (by === absent) throw invalid('by', 'Chọn một người khác trực thay');
    const head = actor.unitCode === unitCode && hasRole(actor, 'division_head', 'desk_head', 'leader');
    if (!head && !mayActFor(actor, unitCode, await this.units.ancestors(unitCode))) throw forbidden(unitCode);
    return covers;
  }
}

function demandDays({ from, to }: StandIn, today: PlainDate): void {
  if (to < from) throw invalid('to', 'Ngày cuối phải từ ngày đầu trở đi');
  if (to < today) throw invalid('to', 'Thời gian này đã qua');
  if (to > addDays(from, LONGEST_DAYS)) throw invalid('to', `Nhiều nhất ${String(LONGEST_DAYS)} ngày`);
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}

function forbidden(unitCode: string): DomainError {
  return new DomainError('auth.forbidden', 'only the head of the unit says who stands in', { unitCode });
}
