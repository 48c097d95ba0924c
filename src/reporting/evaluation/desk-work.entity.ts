import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** What is counted each night of one unit's own dossiers and a half-month. No record: it can be counted anew. */
@Entity('desk_work_half')
export class DeskWorkHalfEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_desk_work_half' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_desk_work_half' }) half!: string;
  /** settled in the half-month, by how often papers were asked for */
  @Column({ type: 'integer' }) contactsNone!: number;
  @Column({ type: 'integer' }) contactsOnce!: number;
  @Column({ type: 'integer' }) contactsMore!: number;
  /** accepted in it, and those of them that came online */
  @Column({ type: 'integer' }) received!: number;
  @Column({ type: 'integer' }) onlineFull!: number;
  @Column({ type: 'integer' }) onlinePartial!: number;
  @Column({ type: 'integer' }) onlineOther!: number;
  @Column({ type: 'integer' }) assisted!: number;
  /** filed in it, and what first became of them */
  @Column({ type: 'integer' }) filed!: number;
  @Column({ type: 'integer' }) answered!: number;
  @Column({ type: 'integer' }) answeredInTime!: number;
  @Column({ type: 'integer' }) sentBack!: number;
  @Column({ type: 'integer' }) rejected!: number;
  /** payments taken in it */
  @Column({ type: 'integer' }) paidCash!: number;
  @Column({ type: 'integer' }) paidTransfer!: number;
  @Column({ type: 'integer' }) paidCard!: number;
  @Column({ type: 'integer' }) paidQr!: number;
  @InstantColumn() countedAt!: Instant;
}
