import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What acts posted and the fold has not moved on yet. Rows of a correction by recount carry an id of their own. */
@Entity('kpi_tail', { withoutRowid: true })
export class KpiTailEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_kpi_tail' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_tail' }) seq!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_tail' }) n!: number;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) procedureCode!: string;
  @Column({ type: 'varchar', length: 40 }) fieldCode!: string;
  @Column({ type: 'varchar', length: 10 }) channel!: string;
  @Column({ type: 'varchar', length: 10 }) onlineLevel!: string;
  @Column({ type: 'boolean' }) quick!: boolean;
  @Column({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) settledBy!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) acceptedHalf!: string | null;
  @Column({ type: 'integer' }) received!: number;
  @Column({ type: 'integer' }) early!: number;
  @Column({ type: 'integer' }) onTime!: number;
  @Column({ type: 'integer' }) late!: number;
  @Column({ type: 'integer' }) withdrawn!: number;
  @Column({ type: 'integer' }) stopped!: number;
  @Column({ type: 'integer' }) refused!: number;
  @Column({ type: 'integer' }) overdueDelta!: number;
}

@Entity('kpi_stage_tail', { withoutRowid: true })
export class KpiStageTailEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_kpi_stage_tail' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_stage_tail' }) seq!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_stage_tail' }) n!: number;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) procedureCode!: string;
  @Column({ type: 'integer' }) stageNo!: number;
  @Column({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'integer' }) bucket!: number;
  @Column({ type: 'integer' }) stages!: number;
  @Column({ type: 'integer' }) heldMinutes!: number;
  @Column({ type: 'integer' }) lateMinutes!: number;
}

/** How acts moved the stock of open dossiers; '' is no day. */
@Entity('kpi_open_tail', { withoutRowid: true })
export class KpiOpenTailEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_kpi_open_tail' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_open_tail' }) seq!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_open_tail' }) n!: number;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 10 }) dueDay!: string;
  @Column({ type: 'varchar', length: 10 }) lateDay!: string;
  @Column({ type: 'integer' }) dossiers!: number;
}

/** Open dossiers of a unit itself, by the day promised and the day from which they are late: as many rows as days. */
@Entity('kpi_open_day', { withoutRowid: true })
@Index('ix_kpi_open_day_late', ['unitCode', 'lateDay', 'dossiers'])
export class KpiOpenDayEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_open_day' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_open_day' }) dueDay!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_open_day' }) lateDay!: string;
  @Column({ type: 'integer' }) dossiers!: number;
}

/**
 * Sums by day of a unit's own dossiers (`day`), and by half-month of everything at and below it (`half`). The key
 * begins as reports ask: one unit, one grain, a range of time.
 */
@Entity('kpi_bin', { withoutRowid: true })
@Check('ck_kpi_bin_grain', `"grain" IN ('field', 'procedure')`)
@Check('ck_kpi_bin_span', `"span" IN ('day', 'half')`)
export class KpiBinEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_bin' }) nodeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 9, primaryKeyConstraintName: 'pk_kpi_bin' }) grain!: string;
  @PrimaryColumn({ type: 'varchar', length: 4, primaryKeyConstraintName: 'pk_kpi_bin' }) span!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_bin' }) bin!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_bin' }) keyCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_bin' }) channel!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_bin' }) onlineLevel!: string;
  @PrimaryColumn({ type: 'boolean', primaryKeyConstraintName: 'pk_kpi_bin' }) quick!: boolean;
  @Column({ type: 'integer' }) received!: number;
  @Column({ type: 'integer' }) early!: number;
  @Column({ type: 'integer' }) onTime!: number;
  @Column({ type: 'integer' }) late!: number;
  @Column({ type: 'integer' }) withdrawn!: number;
  @Column({ type: 'integer' }) stopped!: number;
  @Column({ type: 'integer' }) refused!: number;
  @Column({ type: 'integer' }) overdueDelta!: number;
}

/** The years that have a balance: a read begins at the last one before its period, or at the beginning of time. */
@Entity('kpi_year', { withoutRowid: true })
export class KpiYearEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_year' }) yearStart!: string;
}

/** What stood open, and overdue, when a year began. */
@Entity('kpi_balance', { withoutRowid: true })
export class KpiBalanceEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_balance' }) nodeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 9, primaryKeyConstraintName: 'pk_kpi_balance' }) grain!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_balance' }) yearStart!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_balance' }) keyCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_balance' }) channel!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_balance' }) onlineLevel!: string;
  @PrimaryColumn({ type: 'boolean', primaryKeyConstraintName: 'pk_kpi_balance' }) quick!: boolean;
  @Column({ type: 'integer' }) open!: number;
  @Column({ type: 'integer' }) overdue!: number;
}

/** Who settled what, by the half-months of settlement and of acceptance. */
@Entity('kpi_officer_half', { withoutRowid: true })
export class KpiOfficerHalfEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_officer_half' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_officer_half' }) half!: string;
  @PrimaryColumn({ type: 'varchar', length: 60, primaryKeyConstraintName: 'pk_kpi_officer_half' }) settledBy!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_officer_half' })
  acceptedHalf!: string;
  @PrimaryColumn({ type: 'boolean', primaryKeyConstraintName: 'pk_kpi_officer_half' }) quick!: boolean;
  @Column({ type: 'integer' }) early!: number;
  @Column({ type: 'integer' }) onTime!: number;
  @Column({ type: 'integer' }) late!: number;
  @Column({ type: 'integer' }) withdrawn!: number;
  @Column({ type: 'integer' }) stopped!: number;
  @Column({ type: 'integer' }) refused!: number;
}

/** Times of stages in logarithmic buckets, at and below each unit: percentiles of any units and periods together. */
@Entity('kpi_stage_half', { withoutRowid: true })
@Index('ix_kpi_stage_half_half', ['nodeCode', 'half'])
export class KpiStageHalfEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_stage_half' }) nodeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_stage_half' }) procedureCode!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_stage_half' }) stageNo!: number;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_kpi_stage_half' }) half!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_stage_half' }) bucket!: number;
  @Column({ type: 'integer' }) stages!: number;
  @Column({ type: 'integer' }) heldMinutes!: number;
  @Column({ type: 'integer' }) lateMinutes!: number;
}
