import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';
import { MoneyColumn } from '../platform/database/money-column.js';
import { DossierEntity } from './dossier.entity.js';

@Entity('supplement_request')
@Index('ix_supplement_request_dossier', ['dossierId'])
export class SupplementRequestEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_supplement_request' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_supplement_request_dossier' })
  dossierId!: string;
  @InstantColumn() askedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) askedBy!: string;
  @Column({ type: 'integer' }) askedSeq!: number;
  @Column({ type: 'boolean' }) beforeAcceptance!: boolean;
  @Column({ type: 'boolean' }) receiversFault!: boolean;
  @Column({ type: 'boolean' }) pastWindow!: boolean;
  @Column({ type: 'boolean' }) overridden!: boolean;
  @Column({ type: 'boolean' }) restarts!: boolean;
  @InstantColumn({ nullable: true }) receivedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) receivedBy!: string | null;
  @Column({ type: 'integer', nullable: true }) receivedSeq!: number | null;
}

@Entity('payment_request')
@Index('ix_payment_request_dossier', ['dossierId'])
export class PaymentRequestEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_payment_request' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_payment_request_dossier' })
  dossierId!: string;
  @MoneyColumn() amountVnd!: number;
  @InstantColumn() requestedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) requestedBy!: string;
  @Column({ type: 'integer' }) requestedSeq!: number;
  @InstantColumn({ nullable: true }) confirmedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) confirmedBy!: string | null;
  @Column({ type: 'integer', nullable: true }) confirmedSeq!: number | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) paidOn!: string | null;
}

@Entity('payment')
@Index('ix_payment_dossier', ['dossierId'])
@Index('ix_payment_paid', ['paidAt'])
export class PaymentEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_payment' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_payment_dossier' })
  dossierId!: string;
  @MoneyColumn() amountVnd!: number;
  @Column({ type: 'varchar', length: 8 }) method!: string;
  @InstantColumn() paidAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) takenBy!: string;
  @Column({ type: 'integer' }) paidSeq!: number;
}

@Entity('delay_notice')
@Index('ix_delay_notice_dossier', ['dossierId'])
export class DelayNoticeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_delay_notice' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_delay_notice_dossier' })
  dossierId!: string;
  @InstantColumn() declaredAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) declaredBy!: string;
  @Column({ type: 'integer' }) declaredSeq!: number;
  @Column({ type: 'varchar', length: 12 }) fault!: string;
  @InstantColumn({ nullable: true }) newDueAt!: Instant | null;
}

@Entity('dossier_fault')
@Index('ix_dossier_fault_dossier', ['dossierId'])
@Index('ix_dossier_fault_reported', ['reportedAt', 'id'], { where: `"state" = 'reported'` })
export class DossierFaultEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_fault' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_dossier_fault_dossier' })
  dossierId!: string;
  @Column({ type: 'varchar', length: 16 }) cause!: string;
  @Column({ type: 'varchar', length: 40 }) kind!: string;
  @Column({ type: 'varchar', length: 10 }) state!: string;
  @Column({ type: 'varchar', length: 12 }) detectedBy!: string;
  @InstantColumn() reportedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) reportedBy!: string;
  @Column({ type: 'integer' }) reportedSeq!: number;
  @InstantColumn({ nullable: true }) judgedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) judgedBy!: string | null;
  @Column({ type: 'integer', nullable: true }) judgedSeq!: number | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) fault!: string | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) obligationId!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) correctedOn!: string | null;
  @Column({ type: 'integer', nullable: true }) costsVnd!: number | null;
  @Column({ type: 'integer', nullable: true }) correctedSeq!: number | null;
  /** null: the day it was reported */
  @Column({ type: 'varchar', length: 10, nullable: true }) detectedOn!: string | null;
}

@Entity('receipt_correction')
@Index('ix_receipt_correction_dossier', ['dossierId'])
export class ReceiptCorrectionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_receipt_correction' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_receipt_correction_dossier' })
  dossierId!: string;
  @InstantColumn() proposedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) proposedBy!: string;
  @Column({ type: 'integer' }) proposedSeq!: number;
  @Column({ type: 'text', nullable: true }) proposal!: string | null;
  @InstantColumn({ nullable: true }) confirmedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) confirmedBy!: string | null;
  @Column({ type: 'integer', nullable: true }) confirmedSeq!: number | null;
}

@Entity('dossier_file')
@Index('ix_dossier_file_dossier', ['dossierId'])
export class DossierFileEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_file' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_dossier_file_dossier' })
  dossierId!: string;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @Column({ type: 'varchar', length: 40 }) contentType!: string;
  @Column({ type: 'varchar', length: 200, nullable: true }) name!: string | null;
  @Column({ type: 'integer' }) bytes!: number;
  @InstantColumn() addedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) addedBy!: string;
  @InstantColumn({ nullable: true }) removedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) removedBy!: string | null;
}
