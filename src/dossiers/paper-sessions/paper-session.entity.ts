import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A desk worked on paper from-to; while it stands open, what was received then may be written down. */
@Entity('paper_session')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_paper_session_unit' })
@Check('ck_paper_session_order', `"fromAt" < "toAt"`)
@Index('ix_paper_session_unit', ['unitCode', 'openedAt', 'id'])
export class PaperSessionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_paper_session' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @InstantColumn() fromAt!: Instant;
  @InstantColumn() toAt!: Instant;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @InstantColumn() openedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) openedBy!: string;
  @InstantColumn({ nullable: true }) closedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) closedBy!: string | null;
}
