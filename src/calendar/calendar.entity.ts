import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { InstantColumn } from '../platform/database/instant-column.js';

/** One spell of work on a weekday, in force from a day on. `unitCode` `*` is everyone without hours of their own. */
@Entity('weekly_hours')
@Check(
  'ck_weekly_hours_spell',
  `"weekday" BETWEEN 1 AND 7 AND "opens" >= 0 AND "opens" < "closes" AND "closes" <= 1440`,
)
export class WeeklyHoursEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_weekly_hours' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_weekly_hours' }) validFrom!: PlainDate;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_weekly_hours' }) weekday!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_weekly_hours' }) opens!: number;
  @Column({ type: 'integer' }) closes!: number;
}

/** A year without a row is not loaded: nothing may be promised in it. */
@Entity('calendar_year')
@Check('ck_calendar_year_state', `"state" IN ('official', 'projected')`)
@Check('ck_calendar_year_confirmed', `("confirmedAt" IS NULL) = ("confirmedBy" IS NULL)`)
export class CalendarYearEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_calendar_year' }) year!: number;
  @Column({ type: 'varchar', length: 10 }) state!: 'official' | 'projected';
  @InstantColumn({ nullable: true }) confirmedAt!: Instant | null;
  @Column({ type: 'varchar', length: 80, nullable: true }) confirmedBy!: string | null;
  @Column({ type: 'varchar', length: 400 }) source!: string;
}

@Entity('calendar_day')
@Check('ck_calendar_day_kind', `"kind" IN ('holiday', 'compensatory', 'swapped_off', 'swapped_work', 'short')`)
export class CalendarDayEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_calendar_day' }) date!: PlainDate;
  @Column({ type: 'varchar', length: 12 }) kind!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 400 }) source!: string;
  @Column({ type: 'varchar', length: 12 }) confidence!: string;
  @Column({ type: 'text', nullable: true }) spells!: string | null;
}
