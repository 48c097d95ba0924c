import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** What an issued form 04 promised, watched apart from the first promise. */
@Entity('second_promise')
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_second_promise_letter' })
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_second_promise_dossier' })
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_second_promise_unit' })
@Check('ck_second_promise_state', `"state" IN ('waiting','kept','broken')`)
@Check('ck_second_promise_ended', `("state" = 'waiting') = ("endedAt" IS NULL)`)
@Index('ix_second_promise_waiting', ['brokenFrom', 'letterId'], { where: `"state" = 'waiting'` })
@Index('ix_second_promise_unit', ['unitCode', 'state', 'brokenFrom', 'letterId'])
@Index('ix_second_promise_dossier', ['dossierId'])
export class SecondPromiseEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_second_promise' }) letterId!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  /** the agency that promised */
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** as the letter says it */
  @InstantColumn() dueAt!: Instant;
  /** when form 04 was issued */
  @InstantColumn() promisedAt!: Instant;
  /** later than the letter's where the law has moved the date since */
  @InstantColumn() brokenFrom!: Instant;
  @Column({ type: 'varchar', length: 8 }) state!: string;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

/** How many were kept and broken, by the month they were due in: what is asked of it does not grow with letters. */
@Entity('second_promise_month')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_second_promise_month_unit' })
export class SecondPromiseMonthEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_second_promise_month' })
  unitCode!: string;
  /** `2023-06` */
  @PrimaryColumn({ type: 'varchar', length: 7, primaryKeyConstraintName: 'pk_second_promise_month' }) month!: string;
  @Column({ type: 'integer' }) kept!: number;
  @Column({ type: 'integer' }) broken!: number;
}
