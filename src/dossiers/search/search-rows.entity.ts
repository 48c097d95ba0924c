import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { BytewiseColumn } from '../../platform/database/bytewise-column.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/**
 * In whose lists a dossier stands: a row for each unit it concerns, and one for all. Follows from the dossier, without
 * foreign keys: nothing is lost with it, and every registration would pay for the checks.
 */
@Entity('dossier_concern', { withoutRowid: true })
@Index('ix_dossier_concern_due', ['unitCode', 'open', 'dueAt', 'dossierId', 'lateFrom'])
@Index('ix_dossier_concern_late', ['unitCode', 'lateFrom', 'dueAt', 'dossierId'], { where: `"lateFrom" IS NOT NULL` })
@Index('ix_dossier_concern_finished', ['unitCode', 'timeliness', 'finishedAt', 'dossierId'], {
  where: `"finishedAt" IS NOT NULL`,
})
export class DossierConcernEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_dossier_concern' }) unitCode!: string;
  @InstantColumn({ primary: true, primaryKeyConstraintName: 'pk_dossier_concern' }) listedAt!: Instant;
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_concern' }) dossierId!: string;
  @Column({ type: 'boolean' }) open!: boolean;
  @InstantColumn() dueAt!: Instant;
  @InstantColumn({ nullable: true }) lateFrom!: Instant | null;
  @Column({ type: 'varchar', length: 8, nullable: true }) timeliness!: string | null;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
}

/** The words a dossier's people are found by. Erased with them. */
@Entity('dossier_token', { withoutRowid: true })
@Index('ix_dossier_token_listed', ['token', 'listedAt', 'dossierId'])
export class DossierTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_token' }) dossierId!: string;
  @BytewiseColumn(40, { primary: true, primaryKeyConstraintName: 'pk_dossier_token' }) token!: string;
  @InstantColumn() listedAt!: Instant;
}

/** Where a dossier stands in a book of paper slips: searchable for ever, and nobody's name. */
@Entity('dossier_paper_slip', { withoutRowid: true })
export class DossierPaperSlipEntity {
  @PrimaryColumn({ type: 'varchar', length: 60, primaryKeyConstraintName: 'pk_dossier_paper_slip' }) book!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_dossier_paper_slip' }) serial!: number;
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_paper_slip' }) dossierId!: string;
}
