import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** One a night: what was found, put right, and left for somebody to see to. */
@Entity('heal_report')
export class HealReportEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_heal_report' }) day!: string;
  @InstantColumn() madeAt!: Instant;
  @Column({ type: 'integer' }) found!: number;
  @Column({ type: 'integer' }) healed!: number;
  @Column({ type: 'integer' }) left!: number;
  /** HealLine[] as JSON */
  @Column({ type: 'text' }) lines!: string;
}
