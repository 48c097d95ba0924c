import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A register that somebody takes along as a workbook. Who asked, and who took it, is in the audit trail. */
@Entity('register_export')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_register_export_unit' })
@Check('ck_register_export_state', `"state" IN ('waiting','ready','stopped','failed','removed')`)
@Index('ix_register_export_own', ['askedBy', 'id'])
@Index('ix_register_export_kept', ['state', 'id'], { where: `"state" <> 'removed'` })
export class RegisterExportEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_register_export' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** JSON: the desks whose books it holds, in their order */
  @Column({ type: 'text' }) unitCodes!: string;
  @Column({ type: 'varchar', length: 10 }) fromDay!: string;
  @Column({ type: 'varchar', length: 10 }) toDay!: string;
  @Column({ type: 'boolean' }) phones!: boolean;
  @Column({ type: 'varchar', length: 10 }) state!: string;
  @Column({ type: 'varchar', length: 10, nullable: true }) fault!: string | null;
  @Column({ type: 'integer', nullable: true }) total!: number | null;
  @Column({ type: 'integer' }) rows!: number;
  @Column({ type: 'integer' }) bytes!: number;
  /** JSON: how far the gathering is */
  @Column({ type: 'varchar', length: 200 }) place!: string;
  @Column({ type: 'integer', nullable: true }) fileBytes!: number | null;
  @Column({ type: 'varchar', length: 60 }) askedBy!: string;
  @InstantColumn() askedAt!: Instant;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
  @InstantColumn({ nullable: true }) expiresAt!: Instant | null;
}
