import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A citizen whom somebody has to call. */
@Entity('call_task')
@Unique('uq_call_task_once', ['kind', 'subjectId', 'round'])
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_call_task_dossier' })
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_call_task_letter' })
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_call_task_unit' })
@Check('ck_call_task_kind', `"kind" IN ('undelivered','not_received','call_back','second_promise')`)
@Check('ck_call_task_state', `"state" IN ('open','reached','wrong_number')`)
@Check('ck_call_task_ended', `("state" = 'open') = ("endedAt" IS NULL)`)
@Index('ix_call_task_open', ['unitCode', 'dueAt', 'id'], { where: `"state" = 'open'` })
@Index('ix_call_task_dossier', ['dossierId'])
export class CallTaskEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_call_task' }) id!: string;
  @Column({ type: 'varchar', length: 16 }) kind!: string;
  @Column({ type: 'varchar', length: 36 }) subjectId!: string;
  /** a citizen may ask again once they were called */
  @Column({ type: 'integer' }) round!: number;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  @Column({ type: 'varchar', length: 36, nullable: true }) letterId!: string | null;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** in the citizen's words */
  @Column({ type: 'varchar', length: 300, nullable: true }) wish!: string | null;
  @InstantColumn() openedAt!: Instant;
  @InstantColumn() dueAt!: Instant;
  @Column({ type: 'varchar', length: 12 }) state!: string;
  @Column({ type: 'integer' }) tries!: number;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

/** One call, and what came of it. */
@Entity('call_made')
@ForeignKey(() => CallTaskEntity, ['taskId'], ['id'], { name: 'fk_call_made_task' })
@Check('ck_call_made_outcome', `"outcome" IN ('reached','not_reached','wrong_number')`)
@Index('ix_call_made_task', ['taskId', 'at'])
export class CallMadeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_call_made' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) taskId!: string;
  @Column({ type: 'varchar', length: 12 }) outcome!: string;
  @Column({ type: 'varchar', length: 600, nullable: true }) note!: string | null;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
