import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../database/instant-column.js';

@Entity('audit_entry')
@Index('ix_audit_entry_subject', ['subject', 'at'])
@Index('ix_audit_entry_at', ['at'])
export class AuditEntryEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_audit_entry' }) id!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 40 }) actor!: string;
  @Column({ type: 'varchar', length: 60 }) action!: string;
  @Column({ type: 'varchar', length: 120 }) subject!: string;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}
