import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** That a changed calendar may move the dates of open dossiers, and how far that has come. One at a time. */
@Entity('calendar_replan')
@Check('ck_calendar_replan_state', `"state" IN ('running', 'done')`)
@Index('uq_calendar_replan_running', ['state'], { unique: true, where: `"state" = 'running'` })
export class CalendarReplanEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_calendar_replan' }) id!: string;
  @Column({ type: 'varchar', length: 8 }) state!: string;
  /** of the calendar that whoever confirmed had looked at */
  @Column({ type: 'integer' }) revision!: number;
  @InstantColumn() confirmedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) confirmedBy!: string;
  /** the dossier looked at last, by its due date and id */
  @InstantColumn({ nullable: true }) throughDueAt!: Instant | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) throughId!: string | null;
  @Column({ type: 'integer' }) moved!: number;
  /** could not be counted, e.g. for want of a calendar year */
  @Column({ type: 'integer' }) stuck!: number;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
  /** how many were to move when it was confirmed */
  @Column({ type: 'integer', nullable: true }) expected!: number | null;
  /** who stopped it before it was through */
  @Column({ type: 'varchar', length: 60, nullable: true }) stoppedBy!: string | null;
}
