import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something about a dossier's obligations has changed since they were last counted. Written by triggers only. */
@Entity('cover_mark')
export class CoverMarkEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_cover_mark' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
}

/**
 * How an obligation stood when it was last looked at, once for each unit that counts it: `own` for the one that owes it,
 * `tree` for that one and each above it. It follows from the obligation and its letter, without foreign keys.
 */
@Entity('cover_line')
@Index('ix_cover_line_dossier', ['dossierId'])
@Index('ix_cover_line_standing', ['nodeCode', 'span', 'standing', 'day', 'obligationId'])
@Index('ix_cover_line_tardy', ['nodeCode', 'span', 'day', 'obligationId'], { where: '"tardy"' })
export class CoverLineEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_cover_line' }) nodeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 4, primaryKeyConstraintName: 'pk_cover_line' }) span!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_cover_line' }) obligationId!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'varchar', length: 16 }) cause!: string;
  @Column({ type: 'varchar', length: 12 }) fault!: string;
  @Column({ type: 'varchar', length: 10 }) standing!: string;
  @Column({ type: 'boolean' }) timely!: boolean;
  @Column({ type: 'boolean' }) tardy!: boolean;
  @Column({ type: 'boolean' }) automatic!: boolean;
  @Column({ type: 'boolean' }) outside!: boolean;
  @Column({ type: 'boolean' }) proven!: boolean;
  @Column({ type: 'varchar', length: 36, nullable: true }) letterId!: string | null;
}

/** Sums of lines by day of opening, cause and fault: what the coverage of any period is added up from. */
@Entity('cover_bin')
export class CoverBinEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_cover_bin' }) nodeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 4, primaryKeyConstraintName: 'pk_cover_bin' }) span!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_cover_bin' }) day!: string;
  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'pk_cover_bin' }) cause!: string;
  @PrimaryColumn({ type: 'varchar', length: 12, primaryKeyConstraintName: 'pk_cover_bin' }) fault!: string;
  @Column({ type: 'integer' }) opened!: number;
  @Column({ type: 'integer' }) created!: number;
  @Column({ type: 'integer' }) issued!: number;
  @Column({ type: 'integer' }) delivered!: number;
  @Column({ type: 'integer' }) presumed!: number;
  @Column({ type: 'integer' }) timely!: number;
  @Column({ type: 'integer' }) tardy!: number;
  @Column({ type: 'integer' }) automatic!: number;
  @Column({ type: 'integer' }) outside!: number;
  @Column({ type: 'integer' }) waived!: number;
  @Column({ type: 'integer' }) proven!: number;
  @Column({ type: 'integer' }) averted!: number;
  @Column({ type: 'integer' }) historic!: number;
  @Column({ type: 'integer' }) dossiers!: number;
  @Column({ type: 'integer' }) dossiersCreated!: number;
  @Column({ type: 'integer' }) dossiersIssued!: number;
  @Column({ type: 'integer' }) dossiersDelivered!: number;
}
