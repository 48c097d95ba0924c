import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A receipt as it was printed before a correction. `body` names people and is emptied with them. */
@Entity('receipt_version')
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_receipt_version_dossier' })
export class ReceiptVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_receipt_version' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_receipt_version' }) version!: number;
  @Column({ type: 'text', nullable: true }) body!: string | null;
  @InstantColumn() replacedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) replacedBy!: string;
}
