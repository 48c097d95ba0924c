import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';
import { DossierEntity } from '../dossier.entity.js';

/**
 * An open dossier that another system works: here it is known only as that system's files tell of it, the last time as
 * it was at `vouchedUntil`. No part of the history: what a file says is.
 */
@Entity('dossier_mirror')
@ForeignKey(() => DossierEntity, ['dossierId'], ['id'], { name: 'fk_dossier_mirror_dossier' })
@Index('ix_dossier_mirror_unit', ['unitCode', 'vouchedUntil'])
export class DossierMirrorEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_mirror' }) dossierId!: string;
  /** the desk that received it */
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @InstantColumn() vouchedUntil!: Instant;
}
