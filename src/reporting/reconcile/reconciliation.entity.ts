import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A list or sheet of another system, and what it came to. Its bytes go once they have been read; their hash stays. */
@Entity('reconciliation')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_reconciliation_unit' })
@Check('ck_reconciliation_state', `"state" IN ('received','done','unreadable','cancelled')`)
@Check('ck_reconciliation_kind', `"kind" IN ('late_list','dossier_list','form')`)
@Index('ix_reconciliation_unit', ['unitCode', 'id'])
@Index('ix_reconciliation_waiting', ['createdAt', 'id'], { where: `"state" = 'received'` })
export class ReconciliationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_reconciliation' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 12 }) kind!: string;
  @Column({ type: 'varchar', length: 22 }) periodCode!: string;
  @Column({ type: 'varchar', length: 10 }) periodFrom!: string;
  @Column({ type: 'varchar', length: 10 }) periodTo!: string;
  /** when the other system made it */
  @InstantColumn() takenAt!: Instant;
  /** it knows kept and late, and not early from on time */
  @Column({ type: 'boolean' }) twoClasses!: boolean;
  @Column({ type: 'varchar', length: 8 }) format!: string;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @Column({ type: 'varchar', length: 12 }) state!: string;
  @Column({ type: 'varchar', length: 24, nullable: true }) fault!: string | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) faultWhere!: string | null;
  @Column({ type: 'integer' }) rowsRead!: number;
  @Column({ type: 'integer' }) rowsSame!: number;
  /** JSON, of a form: each cell that differs */
  @Column({ type: 'text', nullable: true }) cells!: string | null;
  @InstantColumn() createdAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) createdBy!: string;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
}

/** One difference. `facts` is JSON without names: what they say, and what stands here. It can be made again. */
@Entity('reconciliation_row')
@ForeignKey(() => ReconciliationEntity, ['reconciliationId'], ['id'], { name: 'fk_reconciliation_row_of' })
@Index('ix_reconciliation_row_rule', ['reconciliationId', 'rule', 'no'])
@Index('ix_reconciliation_row_cell', ['reconciliationId', 'cell', 'no'], { where: '"cell" IS NOT NULL' })
export class ReconciliationRowEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_reconciliation_row' })
  reconciliationId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_reconciliation_row' }) no!: number;
  @Column({ type: 'integer', nullable: true }) line!: number | null;
  @Column({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'varchar', length: 16 }) rule!: string;
  /** of a dossier that is missing there: the rule that would leave it out */
  @Column({ type: 'varchar', length: 16, nullable: true }) because!: string | null;
  /** of a form: the cell in which the dossier makes the difference */
  @Column({ type: 'varchar', length: 60, nullable: true }) cell!: string | null;
  @Column({ type: 'text' }) facts!: string;
}
