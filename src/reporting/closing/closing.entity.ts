import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A period that the head of a unit has closed: its figures as they were handed in, with their files. */
@Entity('period_closing')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_period_closing_unit' })
@Unique('uq_period_closing', ['unitCode', 'period'])
export class PeriodClosingEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_period_closing' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 22 }) period!: string;
  @Column({ type: 'varchar', length: 10 }) from!: string;
  @Column({ type: 'varchar', length: 10 }) to!: string;
  /** JSON of the three forms */
  @Column({ type: 'text' }) figures!: string;
  @Column({ type: 'varchar', length: 64 }) figuresHash!: string;
  @Column({ type: 'varchar', length: 64 }) xlsxHash!: string;
  @Column({ type: 'varchar', length: 64 }) pdfHash!: string;
  /** dossiers that cannot be counted honestly, and letters still owed, on that day */
  @Column({ type: 'integer' }) defects!: number;
  @Column({ type: 'integer' }) owed!: number;
  /** JSON: their codes, the first ones */
  @Column({ type: 'text' }) attached!: string;
  @Column({ type: 'varchar', length: 200 }) signerName!: string;
  @Column({ type: 'varchar', length: 200 }) signerTitle!: string;
  @Column({ type: 'varchar', length: 400, nullable: true }) note!: string | null;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
