import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** The desk told a citizen by chat or telephone: of the result, or of the papers asked for by event `no`. */
@Entity('told_notice')
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_told_notice_dossier' })
@Check('ck_told_notice_kind', `"kind" IN ('result', 'supplement')`)
export class ToldNoticeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_told_notice' }) dossierId!: string;
  @PrimaryColumn({ type: 'varchar', length: 12, primaryKeyConstraintName: 'pk_told_notice' }) kind!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_told_notice' }) no!: number;
  @InstantColumn() toldAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) toldBy!: string;
}
