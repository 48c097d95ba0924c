import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A file of reference data between being sent and being accepted. It holds nothing about citizens. */
@Entity('reference_draft')
@Check('ck_reference_draft_kind', `"kind" IN ('units','procedures','holidays','hours')`)
@Index('ix_reference_draft_created', ['createdAt'])
export class ReferenceDraftEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_reference_draft' }) id!: string;
  @Column({ type: 'varchar', length: 12 }) kind!: string;
  @Column({ type: 'varchar', length: 120 }) fileName!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'varchar', length: 60 }) createdBy!: string;
  @InstantColumn() createdAt!: Instant;
}
