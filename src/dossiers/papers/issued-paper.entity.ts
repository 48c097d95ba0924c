import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** What a paper said when it was first made. `body` names people and is emptied with them. */
@Entity('issued_paper')
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_issued_paper_dossier' })
export class IssuedPaperEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_issued_paper' }) dossierId!: string;
  @PrimaryColumn({ type: 'varchar', length: 12, primaryKeyConstraintName: 'pk_issued_paper' }) kind!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_issued_paper' }) no!: number;
  @Column({ type: 'text', nullable: true }) body!: string | null;
  @InstantColumn() issuedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) issuedBy!: string;
}
