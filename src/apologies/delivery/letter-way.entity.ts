import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** Where an issued letter stands on its way to the citizen. Follows from its messages; kept so that it can be found. */
@Entity('letter_way')
@Unique('uq_letter_way_link', ['linkHash'])
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_letter_way_letter' })
@Index('ix_letter_way_open', ['unitCode', 'issuedAt', 'letterId'], { where: '"endedAt" IS NULL' })
@Index('ix_letter_way_look', ['lookAt', 'letterId'], { where: '"lookAt" IS NOT NULL' })
export class LetterWayEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_way' }) letterId!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** of the secret in the address of the citizen's page */
  @Column({ type: 'varchar', length: 64 }) linkHash!: string;
  @Column({ type: 'varchar', length: 12 }) why!: string;
  @Column({ type: 'varchar', length: 8, nullable: true }) channel!: string | null;
  @InstantColumn() issuedAt!: Instant;
  /** when to look again without being told */
  @InstantColumn({ nullable: true }) lookAt!: Instant | null;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

/** What a mail system told of a mail that was sent: read once, by the hash of its bytes. Nobody's words or address. */
@Entity('mail_report')
@Index('ix_mail_report_unknown', ['receivedAt'], { where: `"kind" = 'unknown'` })
export class MailReportEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_mail_report' }) hash!: string;
  @InstantColumn() receivedAt!: Instant;
  @Column({ type: 'varchar', length: 8 }) kind!: string;
  @Column({ type: 'varchar', length: 20, nullable: true }) status!: string | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) messageId!: string | null;
  @Column({ type: 'varchar', length: 120 }) source!: string;
}
