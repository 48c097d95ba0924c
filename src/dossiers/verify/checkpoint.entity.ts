import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** Ends of histories that wait to be sealed: a row for each event, so that two acts never meet in one. */
@Entity('unsealed_head')
export class UnsealedHeadEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_unsealed_head' }) dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_unsealed_head' }) seq!: number;
}

/** The end of a dossier's chain under our key. It names the dossier, so that it can say which one is gone. */
@Entity('sealed_head')
export class SealedHeadEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_sealed_head' }) dossierId!: string;
  @Column({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'integer' }) eventSeq!: number;
  @Column({ type: 'varchar', length: 64 }) chainHash!: string;
  @Column({ type: 'varchar', length: 64 }) seal!: string;
}

/** How many dossiers and events there were, and the sum of all seals, chained to the checkpoint before. */
@Entity('history_checkpoint')
export class HistoryCheckpointEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_history_checkpoint' }) no!: number;
  @InstantColumn() at!: Instant;
  @Column({ type: 'integer' }) dossiers!: number;
  @Column({ type: 'integer' }) events!: number;
  @Column({ type: 'varchar', length: 64 }) digest!: string;
  @Column({ type: 'varchar', length: 64 }) mac!: string;
  /** over the sums of the rows of record; null before these were sealed */
  @Column({ type: 'varchar', length: 64, nullable: true }) rowsDigest!: string | null;
}
