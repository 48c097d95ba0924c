import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';

@Entity('letter')
@Unique('uq_letter_number', ['unitCode', 'numberYear', 'numberText'])
@ForeignKey('dossier', ['dossierId'], ['id'], { name: 'fk_letter_dossier' })
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_letter_unit' })
@ForeignKey('stored_file', ['fileHash'], ['hash'], { name: 'fk_letter_file' })
@Check('ck_letter_state', `"state" IN ('drafted','approved','numbered','issued','lapsed','void')`)
@Check('ck_letter_issued', `("state" = 'issued') = ("issuedAt" IS NOT NULL)`)
@Check(
  'ck_letter_numbered',
  `"state" NOT IN ('numbered','issued') OR ("numberText" IS NOT NULL AND "facts" IS NOT NULL)`,
)
@Index('ix_letter_dossier', ['dossierId'])
@Index('ix_letter_state', ['state', 'draftedAt', 'id'])
@Index('ix_letter_unit_state', ['unitCode', 'state', 'draftedAt'])
@Index('ix_letter_unit_issued', ['unitCode', 'issuedAt'])
@Index('ix_letter_register', ['unitCode', 'numberYear', 'numberedAt', 'id'])
@Index('ux_letter_mark', ['mark'], { unique: true })
@Index('ix_letter_to_sign', ['unitCode', 'draftedAt', 'id'], { where: `"state" = 'drafted' AND NOT "forecast"` })
@Index('ix_letter_second_promise', ['newDueAt', 'id'], { where: `"state" = 'issued' AND "newDueAt" IS NOT NULL` })
@Index('ux_letter_forecast', ['dossierId'], { unique: true, where: `"forecast" AND "state" = 'drafted'` })
export class LetterEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) dossierId!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 10 }) state!: string;
  @Column({ type: 'varchar', length: 4 }) mode!: string;
  @Column({ type: 'varchar', length: 600, nullable: true }) reason!: string | null;
  @Column({ type: 'varchar', length: 12 }) fault!: string;
  @InstantColumn({ nullable: true }) newDueAt!: Instant | null;
  @InstantColumn() draftedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) draftedBy!: string;
  @InstantColumn({ nullable: true }) approvedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) approvedBy!: string | null;
  @Column({ type: 'varchar', length: 600, nullable: true }) comment!: string | null;
  @Column({ type: 'integer', nullable: true }) numberYear!: number | null;
  @Column({ type: 'integer', nullable: true }) numberSerial!: number | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) numberText!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) letterDate!: string | null;
  @Column({ type: 'text', nullable: true }) facts!: string | null;
  @InstantColumn({ nullable: true }) numberedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) numberedBy!: string | null;
  @InstantColumn({ nullable: true }) issuedAt!: Instant | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) fileHash!: string | null;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) endedBy!: string | null;
  @Column({ type: 'integer' }) version!: number;
  /** what the citizen is told; null: the reason itself */
  @Column({ type: 'varchar', length: 600, nullable: true }) sentence!: string | null;
  /** prepared before anything is owed (R29a) */
  @Column({ type: 'boolean', default: false }) forecast!: boolean;
  /** what its QR code leads to (src/domain/apology/letter-mark.ts) */
  @Column({ type: 'varchar', length: 20, nullable: true }) mark!: string | null;
  /** entry of the short list of reasons (src/domain/apology/reasons.ts) */
  @Column({ type: 'varchar', length: 30, nullable: true }) reasonKey!: string | null;
  /** what it has to wait for since it was numbered: `scan`, `signature`; null: nothing */
  @Column({ type: 'varchar', length: 10, nullable: true }) awaits!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) signedHow!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) signedBy!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) scanHash!: string | null;
}

@Entity('letter_obligation')
@ForeignKey(() => LetterEntity, ['letterId'], ['id'], { name: 'fk_letter_obligation_letter' })
@ForeignKey('obligation', ['obligationId'], ['id'], { name: 'fk_letter_obligation_obligation' })
@Index('ux_letter_obligation_living', ['obligationId'], { unique: true, where: `"living"` })
export class LetterObligationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_obligation' }) letterId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_obligation' })
  obligationId!: string;
  @Column({ type: 'boolean' }) living!: boolean;
}

@Entity('letter_delivery')
@ForeignKey(() => LetterEntity, ['letterId'], ['id'], { name: 'fk_letter_delivery_letter' })
@Index('ix_letter_delivery_letter', ['letterId'])
export class LetterDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_delivery' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) letterId!: string;
  @Column({ type: 'varchar', length: 10 }) channel!: string;
  @Column({ type: 'varchar', length: 300, nullable: true }) proof!: string | null;
  /** a scan, a picture or a signature that shows it */
  @Column({ type: 'varchar', length: 64, nullable: true }) proofHash!: string | null;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
