import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';
import { DossierEntity } from './dossier.entity.js';

@Entity('dossier_party')
@Index('ix_dossier_party_id_hash', ['idHash'])
@Index('ix_dossier_party_phone_hash', ['phoneHash'])
@Index('ix_dossier_party_tax_code', ['taxCode'], { where: `"taxCode" IS NOT NULL` })
export class DossierPartyEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_party' })
  @ForeignKey(() => DossierEntity, { name: 'fk_dossier_party_dossier' })
  dossierId!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_dossier_party' }) role!: string;
  @Column({ type: 'varchar', length: 14 }) kind!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 300, nullable: true }) address!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) idEncrypted!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) idHash!: string | null;
  @Column({ type: 'varchar', length: 20, nullable: true }) idMasked!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) phoneEncrypted!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) phoneHash!: string | null;
  @Column({ type: 'varchar', length: 20, nullable: true }) phoneMasked!: string | null;
  @Column({ type: 'varchar', length: 254, nullable: true }) email!: string | null;
  @Column({ type: 'varchar', length: 100 }) contactBy!: string;
  @Column({ type: 'varchar', length: 20, nullable: true }) taxCode!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) representative!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) contactName!: string | null;
  @Column({ type: 'boolean' }) authorisation!: boolean;
  @Column({ type: 'varchar', length: 12 }) keyId!: string;
}

@Entity('dossier_event')
@Index('ix_dossier_event_clock', ['at', 'dossierId', 'seq'], {
  where: `"act" IN ('register', 'serve_now', 'file', 'request_supplement', 'request_payment', 'stop', 'extend', 'grant_extra_time', 'transfer_result', 'complete', 'withdraw')`,
})
export class DossierEventEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_event' })
  @ForeignKey(() => DossierEntity, { name: 'fk_dossier_event_dossier' })
  dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_dossier_event' }) seq!: number;
  @Column({ type: 'varchar', length: 30 }) act!: string;
  @Column({ type: 'varchar', length: 60 }) actor!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 64 }) payloadDigest!: string;
  /** JSON of what the event wrote, covered by the chain; null for events of version 0.1 */
  @Column({ type: 'text', nullable: true }) changes!: string | null;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}

/** Stands apart from the chain, so that erasing by rule leaves the chain whole. */
@Entity('dossier_event_payload')
export class DossierEventPayloadEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier_event_payload' })
  @ForeignKey(() => DossierEntity, { name: 'fk_dossier_event_payload_dossier' })
  dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_dossier_event_payload' }) seq!: number;
  @Column({ type: 'varchar', length: 32 }) salt!: string;
  @Column({ type: 'text' }) body!: string;
}

@Entity('promise')
@Check(
  'ck_promise_kind',
  `"kind" IN ('original','restart','pause','statutory_extra','calendar','correction','extension','imported')`,
)
export class PromiseEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_promise' })
  @ForeignKey(() => DossierEntity, { name: 'fk_promise_dossier' })
  dossierId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_promise' }) seq!: number;
  @Column({ type: 'varchar', length: 16 }) kind!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
  @InstantColumn({ nullable: true }) previousDueAt!: Instant | null;
  @InstantColumn() statutoryDueAt!: Instant;
  @InstantColumn() currentDueAt!: Instant;
  @InstantColumn({ nullable: true }) lateFrom!: Instant | null;
  @Column({ type: 'varchar', length: 600, nullable: true }) reason!: string | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) letterId!: string | null;
  @Column({ type: 'text' }) trace!: string;
  @Column({ type: 'boolean' }) provisional!: boolean;
}

@Entity('hand_over')
@Index('ix_hand_over_dossier', ['dossierId'])
export class HandOverEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_hand_over' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_hand_over_dossier' })
  dossierId!: string;
  @Column({ type: 'varchar', length: 40 }) fromUnitCode!: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) fromUsername!: string | null;
  @Column({ type: 'varchar', length: 40 }) toUnitCode!: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) toUsername!: string | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) note!: string | null;
  @InstantColumn() sentAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) sentBy!: string;
  @InstantColumn({ nullable: true }) acknowledgedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) acknowledgedBy!: string | null;
  @Column({ type: 'boolean' }) outside!: boolean;
}

@Entity('obligation')
@Unique('uq_obligation_dossier_cause', ['dossierId', 'cause'])
@Check('ck_obligation_state', `"state" IN ('owed','settled','waived','averted','historic')`)
@Check('ck_obligation_settled', `("state" = 'settled') = ("settledAt" IS NOT NULL)`)
@Index('ix_obligation_owed', ['openedAt', 'id'], { where: `"state" = 'owed'` })
@Index('ix_obligation_opened', ['unitCode', 'openedDay'])
export class ObligationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_obligation' }) id!: string;
  @Column({ type: 'varchar', length: 36 })
  @ForeignKey(() => DossierEntity, { name: 'fk_obligation_dossier' })
  dossierId!: string;
  @Column({ type: 'varchar', length: 16 }) cause!: string;
  @Column({ type: 'varchar', length: 8 }) state!: string;
  @Column({ type: 'varchar', length: 12 }) fault!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @InstantColumn() since!: Instant;
  @InstantColumn() openedAt!: Instant;
  @Column({ type: 'varchar', length: 10 }) openedDay!: string;
  @Column({ type: 'varchar', length: 60 }) openedBy!: string;
  @InstantColumn({ nullable: true }) settledAt!: Instant | null;
  @Column({ type: 'boolean', nullable: true }) timely!: boolean | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) letterId!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) waivedBy!: string | null;
  @Column({ type: 'varchar', length: 600, nullable: true }) waiverReason!: string | null;
  /** a letter with a number names it: it can no longer be averted or waived */
  @InstantColumn({ nullable: true }) numberedAt!: Instant | null;
  /** hash of what shows that the waiver was right */
  @Column({ type: 'varchar', length: 64, nullable: true }) waiverProof!: string | null;
  /** the outside agency at fault was asked for its letter; then what it sent */
  @InstantColumn({ nullable: true }) outsideAskedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) outsideNumber!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) outsideDate!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) outsideProof!: string | null;
}
