import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';

@Entity('import_mapping')
export class ImportMappingEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_import_mapping' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_import_mapping' }) name!: string;
  @Column({ type: 'text' }) body!: string;
  @InstantColumn() changedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) changedBy!: string;
}

/** A file that came in. Its bytes are kept only until its rows are staged; their hash stays. */
@Entity('import_file')
@Check(
  'ck_import_file_state',
  `"state" IN ('received','validated','applying','stopped','done','unreadable','cancelled')`,
)
@Index('ix_import_file_waiting', ['createdAt', 'id'], { where: `"state" IN ('received','applying')` })
@Index('ix_import_file_unit', ['unitCode', 'id'])
export class ImportFileEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_import_file' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'boolean' }) wholeTree!: boolean;
  @Column({ type: 'varchar', length: 8 }) format!: string;
  @Column({ type: 'varchar', length: 40, nullable: true }) mappingName!: string | null;
  @Column({ type: 'text', nullable: true }) mapping!: string | null;
  @Column({ type: 'text', nullable: true }) headings!: string | null;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @Column({ type: 'varchar', length: 12 }) state!: string;
  @Column({ type: 'boolean' }) dryRun!: boolean;
  @Column({ type: 'boolean' }) skipDefective!: boolean;
  @Column({ type: 'varchar', length: 24, nullable: true }) fault!: string | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) faultWhere!: string | null;
  @Column({ type: 'integer' }) passedOver!: number;
  @Column({ type: 'integer' }) chunks!: number;
  @Column({ type: 'varchar', length: 8, default: 'takeover' }) mode!: string;
  /** null: when it came in */
  @InstantColumn({ nullable: true }) asOf!: Instant | null;
  /** JSON: codes of the desks of whose dossiers it tells */
  @Column({ type: 'text', nullable: true }) units!: string | null;
  @Column({ type: 'integer', default: 0 }) mirroredLine!: number;
  @InstantColumn() createdAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) createdBy!: string;
  @InstantColumn({ nullable: true }) acceptedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) acceptedBy!: string | null;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
}

/** One row of a file. `body` is encrypted, for there are people in it, and forgotten as soon as it has been used. */
@Entity('import_row')
@ForeignKey(() => ImportFileEntity, ['importId'], ['id'], { name: 'fk_import_row_file' })
@Check('ck_import_row_state', `"state" IN ('ready','defective','unchanged','applied','skipped','refused')`)
@Index('ix_import_row_state', ['importId', 'state', 'line'])
@Index('ix_import_row_code', ['importId', 'code'])
@Index('ix_import_row_differs', ['importId', 'line'], { where: '"differs"' })
export class ImportRowEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_import_row' }) importId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_import_row' }) line!: number;
  @Column({ type: 'varchar', length: 40, nullable: true }) code!: string | null;
  @Column({ type: 'varchar', length: 10 }) state!: string;
  @Column({ type: 'boolean' }) isNew!: boolean;
  @Column({ type: 'boolean' }) differs!: boolean;
  @Column({ type: 'text', nullable: true }) body!: string | null;
  @Column({ type: 'text', nullable: true }) findings!: string | null;
  @Column({ type: 'varchar', length: 5, nullable: true }) told!: string | null;
}
