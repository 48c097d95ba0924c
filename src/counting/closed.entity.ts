import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first day of a unit that no closed report holds: what becomes known of days before it is posted to it (R27). */
@Entity('kpi_closed', { withoutRowid: true })
export class KpiClosedEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_kpi_closed' }) unitCode!: string;
  @Column({ type: 'varchar', length: 10 }) nextDay!: string;
}

/** What an act said of a closed day: it stands in the figures on `day`, and in reports on `postDay`. Only added to. */
@Entity('kpi_adjustment', { withoutRowid: true })
@Index('ix_kpi_adjustment_day', ['unitCode', 'day'])
@Index('ix_kpi_adjustment_postday', ['unitCode', 'postDay'])
export class KpiAdjustmentEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_kpi_adjustment' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_adjustment' }) seq!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_kpi_adjustment' }) n!: number;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) procedureCode!: string;
  @Column({ type: 'varchar', length: 40 }) fieldCode!: string;
  @Column({ type: 'varchar', length: 10 }) channel!: string;
  @Column({ type: 'varchar', length: 10 }) onlineLevel!: string;
  @Column({ type: 'boolean' }) quick!: boolean;
  @Column({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'varchar', length: 10 }) postDay!: string;
  @Column({ type: 'integer' }) received!: number;
  @Column({ type: 'integer' }) early!: number;
  @Column({ type: 'integer' }) onTime!: number;
  @Column({ type: 'integer' }) late!: number;
  @Column({ type: 'integer' }) withdrawn!: number;
  @Column({ type: 'integer' }) stopped!: number;
  @Column({ type: 'integer' }) refused!: number;
  @Column({ type: 'integer' }) overdueDelta!: number;
}
