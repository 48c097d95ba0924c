import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';
import { PeriodClosingEntity } from './closing.entity.js';

/** The paper of a closed period, signed electronically by its head. Once: what was handed in is one paper. */
@Entity('period_signature')
@ForeignKey(() => PeriodClosingEntity, ['closingId'], ['id'], { name: 'fk_period_signature_closing' })
@ForeignKey('stored_file', ['fileHash'], ['hash'], { name: 'fk_period_signature_file' })
export class PeriodSignatureEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_period_signature' }) closingId!: string;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  /** JSON: who signed, by which certificates, in the order of signing */
  @Column({ type: 'text' }) signatures!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
