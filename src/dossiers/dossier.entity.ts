import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { STATUSES } from '../domain/dossier/status.js';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';

const STATUS_LIST = STATUSES.map((status) => `'${status}'`).join(',');

@Entity('dossier')
@Unique('uq_dossier_code', ['code'])
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_dossier_unit' })
@ForeignKey('unit', ['responsibleUnitCode'], ['code'], { name: 'fk_dossier_responsible_unit' })
@ForeignKey('procedure_version', ['procedureVersionId'], ['id'], { name: 'fk_dossier_procedure_version' })
@Check('ck_dossier_status', `"status" IN (${STATUS_LIST})`)
@Check('ck_dossier_settled', `("finishedAt" IS NULL) = ("timeliness" IS NULL)`)
@Check('ck_dossier_late_day', `("lateFrom" IS NULL) = ("lateFromDay" IS NULL)`)
@Index('ix_dossier_breach', ['lateFrom'], {
  where: `"finishedAt" IS NULL AND NOT "breachNoted" AND NOT "awaitsSource"`,
})
@Index('ix_dossier_unit_accepted', ['responsibleUnitCode', 'acceptedDay'])
@Index('ix_dossier_unit_finished', ['responsibleUnitCode', 'finishedDay'])
@Index('ix_dossier_unit_open_late', ['responsibleUnitCode', 'lateFromDay', 'lateFrom', 'code'], {
  where: `"finishedAt" IS NULL`,
})
@Index('ix_dossier_open_due', ['currentDueAt', 'id'], { where: `"finishedAt" IS NULL` })
@Index('ix_dossier_unsound', ['responsibleUnitCode'], {
  where: `"finishedDay" < "acceptedDay" OR ("finishedDay" IS NULL AND "lateFrom" IS NULL AND "status" IN ('accepted', 'processing'))`,
})
@Index('ix_dossier_holder', ['holderUnitCode', 'holderUsername', 'lateFrom', 'id'], {
  where: `"finishedAt" IS NULL AND "voidedAt" IS NULL`,
})
@Index('ix_dossier_pending', ['pendingUnitCode', 'lateFrom', 'id'], { where: `"pendingHandOverId" IS NOT NULL` })
@Index('ix_dossier_answer', ['unitCode', 'answerDueAt', 'id'], { where: `"answerDueAt" IS NOT NULL` })
@Index('ix_dossier_awaiting', ['unitCode', 'lastEventAt', 'id'], { where: `"status" = 'awaiting_supplement'` })
@Index('ix_dossier_unwatched', ['id'], {
  where: `"finishedAt" IS NULL AND "voidedAt" IS NULL AND ("watchedSeq" IS NULL OR "watchedSeq" < "promiseSeq")`,
})
@Index('ix_dossier_unerased', ['responsibleUnitCode', 'finishedDay'], {
  where: `"erasedAt" IS NULL AND "finishedAt" IS NOT NULL`,
})
@Index('ix_dossier_shelf', ['unitCode', 'finishedAt', 'id'], { where: `"status" = 'completed'` })
@Index('ix_dossier_paper_session', ['paperSessionId', 'paperSerial'], { where: '"paperSessionId" IS NOT NULL' })
@Index('ix_dossier_code_prefix', { synchronize: false })
@Index('uq_dossier_paper', ['unitCode', 'paperBook', 'paperSerial'], {
  unique: true,
  where: `"paperBook" IS NOT NULL AND "voidedAt" IS NULL`,
})
@Index('uq_dossier_replaces', ['replacesCode'], { unique: true, where: `"replacesCode" IS NOT NULL` })
export class DossierEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_dossier' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'varchar', length: 24 }) status!: string;
  @Column({ type: 'varchar', length: 10 }) channel!: string;
  @Column({ type: 'boolean' }) instant!: boolean;
  @Column({ type: 'boolean' }) assisted!: boolean;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) responsibleUnitCode!: string;
  @Column({ type: 'varchar', length: 40 }) procedureCode!: string;
  @Column({ type: 'varchar', length: 36 }) procedureVersionId!: string;
  @Column({ type: 'varchar', length: 40 }) fieldCode!: string;
  @Column({ type: 'varchar', length: 10 }) onlineLevel!: string;
  @Column({ type: 'integer' }) limitAmount!: number;
  @Column({ type: 'varchar', length: 14 }) limitUnit!: string;
  @Column({ type: 'varchar', length: 8 }) dayZero!: string;
  @Column({ type: 'integer' }) feeVnd!: number;
  @Column({ type: 'varchar', length: 500, nullable: true }) summary!: string | null;
  @Column({ type: 'integer' }) copies!: number;
  @Column({ type: 'text' }) documents!: string;
  @Column({ type: 'varchar', length: 8 }) resultVia!: string;
  @Column({ type: 'varchar', length: 8, default: 'desk' }) origin!: string;
  @Column({ type: 'varchar', length: 36, nullable: true }) paperSessionId!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) paperBook!: string | null;
  @Column({ type: 'integer', nullable: true }) paperSerial!: number | null;
  /** when it was written down here, where that was not at receipt */
  @InstantColumn({ nullable: true }) enteredAt!: Instant | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) replacesCode!: string | null;
  @InstantColumn({ nullable: true }) filedAt!: Instant | null;
  @InstantColumn({ nullable: true }) answerDueAt!: Instant | null;
  @Column({ type: 'boolean', default: false }) askedFirst!: boolean;
  @InstantColumn({ nullable: true }) acceptedAt!: Instant | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) acceptedDay!: string | null;
  @InstantColumn({ nullable: true }) startsAt!: Instant | null;
  @InstantColumn({ nullable: true }) countedFrom!: Instant | null;
  /** JSON: [from, to or null] in order */
  @Column({ type: 'text', default: '[]' }) pauses!: string;
  @Column({ type: 'integer', default: 0 }) extraAmount!: number;
  @InstantColumn({ nullable: true }) originalDueAt!: Instant | null;
  @InstantColumn({ nullable: true }) statutoryDueAt!: Instant | null;
  @InstantColumn({ nullable: true }) currentDueAt!: Instant | null;
  @InstantColumn({ nullable: true }) extensionDueAt!: Instant | null;
  @Column({ type: 'boolean' }) provisional!: boolean;
  @InstantColumn({ nullable: true }) lateFrom!: Instant | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) lateFromDay!: string | null;
  @Column({ type: 'boolean' }) breachNoted!: boolean;
  @Column({ type: 'boolean', default: false }) delayDeclared!: boolean;
  /** mirrored, and its source has not vouched for the moment at which it would be late; no part of the history */
  @Column({ type: 'boolean', default: false }) awaitsSource!: boolean;
  @Column({ type: 'integer', default: 0 }) supplementsAsked!: number;
  @Column({ type: 'boolean', default: false }) restarts!: boolean;
  @InstantColumn({ nullable: true }) resultSentAt!: Instant | null;
  @Column({ type: 'integer', default: 1 }) promiseSeq!: number;
  /** up to which row of the ledger the moments of its warnings are set; no part of the history */
  @Column({ type: 'integer', nullable: true }) watchedSeq!: number | null;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) finishedDay!: string | null;
  @Column({ type: 'varchar', length: 8, nullable: true }) timeliness!: string | null;
  @Column({ type: 'integer', nullable: true }) daysLate!: number | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) ending!: string | null;
  @Column({ type: 'varchar', length: 8, nullable: true }) outcome!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) resultNumber!: string | null;
  @Column({ type: 'varchar', length: 30, nullable: true }) shelf!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) settledBy!: string | null;
  @InstantColumn({ nullable: true }) returnedAt!: Instant | null;
  @InstantColumn({ nullable: true }) voidedAt!: Instant | null;
  @InstantColumn({ nullable: true }) erasedAt!: Instant | null;
  @Column({ type: 'varchar', length: 40 }) holderUnitCode!: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) holderUsername!: string | null;
  @InstantColumn() heldSince!: Instant;
  @Column({ type: 'varchar', length: 36, nullable: true }) pendingHandOverId!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) pendingUnitCode!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) pendingUsername!: string | null;
  @Column({ type: 'integer' }) trackingSerial!: number;
  @InstantColumn() lastEventAt!: Instant;
  @Column({ type: 'integer' }) eventSeq!: number;
  @Column({ type: 'varchar', length: 64 }) chainHash!: string;
  @Column({ type: 'integer' }) version!: number;
}
