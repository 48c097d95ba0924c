import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** An act that somebody should look at. A sign is no finding. */
@Entity('radar_sign')
@Unique('uq_radar_sign_act', ['dossierId', 'seq', 'kind'])
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_radar_sign_dossier' })
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_radar_sign_unit' })
@Check('ck_radar_sign_looked', `("lookedAt" IS NULL) = ("lookedBy" IS NULL)`)
@Index('ix_radar_sign_month', ['month', 'unitCode', 'at', 'id'])
export class RadarSignEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_radar_sign' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  /** of the act in the history of the dossier */
  @Column({ type: 'integer' }) seq!: number;
  @Column({ type: 'varchar', length: 20 }) kind!: string;
  /** responsible for the dossier */
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** who did it */
  @Column({ type: 'varchar', length: 60 }) officer!: string;
  @InstantColumn() at!: Instant;
  /** `2023-06` */
  @Column({ type: 'varchar', length: 7 }) month!: string;
  /** RadarFacts as JSON */
  @Column({ type: 'text' }) facts!: string;
  @InstantColumn({ nullable: true }) lookedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) lookedBy!: string | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) note!: string | null;
}

/** How many acts could have been a sign, and how many were: the base rate. */
@Entity('radar_base')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_radar_base_unit' })
@Index('ix_radar_base_officer', ['officer', 'kind', 'month'])
export class RadarBaseEntity {
  @PrimaryColumn({ type: 'varchar', length: 7, primaryKeyConstraintName: 'pk_radar_base' }) month!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_radar_base' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 60, primaryKeyConstraintName: 'pk_radar_base' }) officer!: string;
  @PrimaryColumn({ type: 'varchar', length: 20, primaryKeyConstraintName: 'pk_radar_base' }) kind!: string;
  @Column({ type: 'integer' }) cases!: number;
  @Column({ type: 'integer' }) signs!: number;
  /** of `closing_rush`: how many of the cases were at the closing of a half-day */
  @Column({ type: 'integer' }) closing!: number;
}

/** Up to which day, inside, the history was read. */
@Entity('radar_mark')
export class RadarMarkEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_radar_mark' }) id!: string;
  @Column({ type: 'varchar', length: 10 }) readTo!: string;
}
