import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** Numbers up to `next` − 1 stand in a register on paper: ours goes on from there. */
@Entity('register_start')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_register_start_unit' })
@Check('ck_register_start_upward', '"next" > "after" + 1')
@Unique('uq_register_start', ['unitCode', 'year', 'next'])
export class RegisterStartEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_register_start' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'integer' }) year!: number;
  /** the last number we had given */
  @Column({ type: 'integer' }) after!: number;
  @Column({ type: 'integer' }) next!: number;
  @Column({ type: 'varchar', length: 400 }) reason!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}

/** A year whose register takes no number any more. */
@Entity('register_closing')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_register_closing_unit' })
export class RegisterClosingEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_register_closing' }) unitCode!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_register_closing' }) year!: number;
  @Column({ type: 'integer' }) lastSerial!: number;
  @Column({ type: 'integer' }) letters!: number;
  @Column({ type: 'integer' }) voided!: number;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
