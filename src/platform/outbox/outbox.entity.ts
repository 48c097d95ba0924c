import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../database/instant-column.js';

@Entity('stored_file')
export class StoredFileEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_stored_file' }) hash!: string;
  @Column({ type: 'varchar', length: 80 }) mediaType!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @InstantColumn() createdAt!: Instant;
}

@Entity('message')
@Unique('uq_message_once', ['kind', 'subjectId'])
@ForeignKey(() => StoredFileEntity, ['fileHash'], ['hash'], { name: 'fk_message_file' })
@Check(
  'ck_message_state',
  `"state" IN ('queued','claimed','transmitting','sent','delivered','presumed_delivered','bounced','failed','uncertain')`,
)
@Index('ix_message_due', ['nextAttemptAt', 'id'], { where: `"state" = 'queued' AND "channel" = 'email'` })
@Index('ix_message_line_due', ['nextAttemptAt', 'id'], { where: `"state" = 'queued' AND "sealed" IS NOT NULL` })
@Index('ix_message_held', ['claimedUntil'], { where: `"state" IN ('claimed','transmitting')` })
@Index('ix_message_subject', ['subjectId'])
@Index('ix_message_channel_state', ['channel', 'state', 'createdAt'])
export class MessageEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_message' }) id!: string;
  @Column({ type: 'varchar', length: 30 }) kind!: string;
  @Column({ type: 'varchar', length: 36 }) subjectId!: string;
  @Column({ type: 'varchar', length: 8 }) channel!: string;
  @Column({ type: 'varchar', length: 320 }) recipient!: string;
  @Column({ type: 'varchar', length: 300 }) title!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'text' }) html!: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) fileHash!: string | null;
  @Column({ type: 'varchar', length: 120, nullable: true }) fileName!: string | null;
  @Column({ type: 'varchar', length: 20 }) state!: string;
  @Column({ type: 'integer' }) attempts!: number;
  @InstantColumn() nextAttemptAt!: Instant;
  @Column({ type: 'varchar', length: 36, nullable: true }) claimedBy!: string | null;
  @InstantColumn({ nullable: true }) claimedUntil!: Instant | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) lastAnswer!: string | null;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) sentAt!: Instant | null;
  @InstantColumn({ nullable: true }) deliveredAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) resolvedBy!: string | null;
  /** encrypted: what a line is asked to send, or the footnote of a mail; null for what a person carries */
  @Column({ type: 'text', nullable: true }) sealed!: string | null;
  /** under which the line knows it */
  @Column({ type: 'varchar', length: 80, nullable: true }) lineId!: string | null;
  /** a picture or scan that shows it */
  @Column({ type: 'varchar', length: 64, nullable: true }) proofHash!: string | null;
}
