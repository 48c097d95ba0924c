import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** What the last round found wrong with a dossier's data; gone when it is mended. */
@Entity('data_defect')
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_data_defect_dossier' })
@Index('ix_data_defect_unit', ['unitCode', 'kind', 'code'])
export class DataDefectEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_data_defect' }) dossierId!: string;
  @PrimaryColumn({ type: 'varchar', length: 20, primaryKeyConstraintName: 'pk_data_defect' }) kind!: string;
  /** responsible for the dossier */
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) code!: string;
  @InstantColumn() foundAt!: Instant;
  /** of the other dossier of a pair */
  @Column({ type: 'varchar', length: 40, nullable: true }) otherCode!: string | null;
  /** what should be there, and what is: events, or working minutes */
  @Column({ type: 'integer', nullable: true }) expected!: number | null;
  @Column({ type: 'integer', nullable: true }) found!: number | null;
}

/** How far the round of a day has come. */
@Entity('quality_mark')
export class QualityMarkEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_quality_mark' }) id!: string;
  @Column({ type: 'varchar', length: 10 }) lapDay!: string;
  /** the dossier it ended at; null: it went all the way */
  @Column({ type: 'varchar', length: 36, nullable: true }) after!: string | null;
}
