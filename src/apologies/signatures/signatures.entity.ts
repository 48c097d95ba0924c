import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** The PDF of a numbered letter as it goes to be signed: whatever comes back begins with exactly these bytes. */
@Entity('signing_paper')
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_signing_paper_letter' })
@ForeignKey('stored_file', ['fileHash'], ['hash'], { name: 'fk_signing_paper_file' })
export class SigningPaperEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_signing_paper' }) letterId!: string;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @InstantColumn() at!: Instant;
}

/** A certificate of a unit with its key, as an encrypted PKCS#12 file; its password is typed at each signing. */
@Entity('signing_key')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_signing_key_unit' })
@Index('ix_signing_key_unit', ['unitCode', 'addedAt'])
export class SigningKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_signing_key' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** the file under the master key; empty once removed */
  @Column({ type: 'text' }) sealed!: string;
  @Column({ type: 'varchar', length: 200 }) signer!: string;
  @Column({ type: 'varchar', length: 400 }) issuer!: string;
  /** hexadecimal */
  @Column({ type: 'varchar', length: 64 }) serial!: string;
  @InstantColumn() validFrom!: Instant;
  @InstantColumn() validTo!: Instant;
  @InstantColumn() addedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) addedBy!: string;
  @InstantColumn({ nullable: true }) removedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) removedBy!: string | null;
}

/** One electronic signature on an issued letter, as it was checked. */
@Entity('letter_signature')
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_letter_signature_letter' })
@ForeignKey('stored_file', ['fileHash'], ['hash'], { name: 'fk_letter_signature_file' })
@Check('ck_letter_signature_way', `"way" IN ('here','elsewhere')`)
@Check('ck_letter_signature_position', '"position" >= 1')
@Index('ux_letter_signature', ['letterId', 'position'], { unique: true })
export class LetterSignatureEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_signature' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) letterId!: string;
  /** in the order in which they were made, from 1 */
  @Column({ type: 'integer' }) position!: number;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @Column({ type: 'varchar', length: 10 }) way!: string;
  /** `PAdES-B-B` or `CMS` */
  @Column({ type: 'varchar', length: 20 }) format!: string;
  @Column({ type: 'varchar', length: 200 }) signer!: string;
  @Column({ type: 'varchar', length: 400 }) issuer!: string;
  @Column({ type: 'varchar', length: 64 }) serial!: string;
  @InstantColumn() validFrom!: Instant;
  @InstantColumn() validTo!: Instant;
  /** as the signature says; nobody vouches for it */
  @InstantColumn({ nullable: true }) claimedAt!: Instant | null;
  /** false: its issuer is unknown here, and the installation lets such ones pass with a warning */
  @Column({ type: 'boolean' }) trusted!: boolean;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}
