import { DigestEntity, PromiseWatchEntity, WarningEntity } from './worklist/work.entity.js';
import {
  SupplementRequestEntity,
  PaymentRequestEntity,
  PaymentEntity,
  DelayNoticeEntity,
  DossierFaultEntity,
  ReceiptCorrectionEntity,
  DossierFileEntity,
} from './dossiers/books.entity.js';
import { ToldNoticeEntity } from './dossiers/telling/told-notice.entity.js';
import { RowMarkEntity, RowSealEntity, RowTallyEntity } from './platform/seals/seal.entity.js';
import { LetterDeliveryEntity, LetterEntity, LetterObligationEntity } from './apologies/letter.entity.js';
import {
  FolderPartEntity,
  FolderPrintEntity,
  FolderScanEntity,
  FolderScanPageEntity,
  SigningFolderEntity,
  SigningFolderLetterEntity,
} from './apologies/folders/folders.entity.js';
import { RegisterClosingEntity, RegisterStartEntity } from './apologies/register/register.entity.js';
import { CoverBinEntity, CoverLineEntity, CoverMarkEntity } from './apologies/coverage/coverage.entity.js';
import { SecondPromiseEntity, SecondPromiseMonthEntity } from './apologies/second-promise/second-promise.entity.js';
import { KpiAdjustmentEntity, KpiClosedEntity } from './counting/closed.entity.js';
import { REPORTING_TABLES } from './reporting/reporting-tables.js';
import { HealReportEntity } from './apologies/healing/heal-report.entity.js';
import { LetterSealEntity } from './apologies/proof/letter-seal.entity.js';
import {
  LetterSignatureEntity,
  SigningKeyEntity,
  SigningPaperEntity,
} from './apologies/signatures/signatures.entity.js';
import { LetterReturnEntity, SignReminderEntity } from './apologies/signing/signing.entity.js';
import { ApiTokenEntity, LogInLimitEntity, SessionEntity, UserAccountEntity } from './accounts/accounts.entity.js';
import {
  AccountPinEntity,
  DeskDeviceEntity,
  DeviceUseEntity,
  StaffCardEntity,
} from './accounts/shared-pcs/shared-pcs.entity.js';
import { CalendarDayEntity, CalendarYearEntity, WeeklyHoursEntity } from './calendar/calendar.entity.js';
import {
  KpiBalanceEntity,
  KpiBinEntity,
  KpiOfficerHalfEntity,
  KpiOpenDayEntity,
  KpiOpenTailEntity,
  KpiStageHalfEntity,
  KpiStageTailEntity,
  KpiTailEntity,
  KpiYearEntity,
} from './counting/counting.entity.js';
import { CounterRefusalEntity } from './dossiers/filings/counter-refusal.entity.js';
import { PaperSessionEntity } from './dossiers/paper-sessions/paper-session.entity.js';
import { IssuedPaperEntity } from './dossiers/papers/issued-paper.entity.js';
import { ReceiptVersionEntity } from './dossiers/receipt-changes/receipt-version.entity.js';
import { RegisterExportEntity } from './dossiers/exports/register-export.entity.js';
import { DossierMirrorEntity } from './dossiers/mirrors/mirror.entity.js';
import { CalendarReplanEntity } from './dossiers/clock/replan.entity.js';
import { DossierEntity } from './dossiers/dossier.entity.js';
import {
  DossierEventEntity,
  DossierEventPayloadEntity,
  DossierPartyEntity,
  HandOverEntity,
  ObligationEntity,
  PromiseEntity,
} from './dossiers/dossier-rows.entity.js';
import { HistoryCheckpointEntity, SealedHeadEntity, UnsealedHeadEntity } from './dossiers/verify/checkpoint.entity.js';
import { ReferenceDraftEntity } from './imports/reference/reference-draft.entity.js';
import { ImportFileEntity, ImportMappingEntity, ImportRowEntity } from './imports/imports.entity.js';
import {
  DossierConcernEntity,
  DossierPaperSlipEntity,
  DossierTokenEntity,
} from './dossiers/search/search-rows.entity.js';
import { AuditEntryEntity } from './platform/audit/audit-entry.entity.js';
import { migrations } from './migrations.js';
import type { Schema } from './platform/database/database.js';
import {
  CounterEntity,
  IdempotencyKeyEntity,
  JobLeaseEntity,
  KeyCheckEntity,
  MaintenanceSwitchEntity,
} from './platform/database/platform.entities.js';
import { MessageEntity, StoredFileEntity } from './platform/outbox/outbox.entity.js';
import { FieldEntity, ProcedureEntity, ProcedureVersionEntity } from './procedures/procedure.entity.js';
import { UnitChangeEntity, UnitEntity, UnitSettingEntity } from './units/unit.entity.js';
import { WordingVersionEntity } from './wordings/wording.entity.js';
import { LetterWayEntity, MailReportEntity } from './apologies/delivery/letter-way.entity.js';
import { CallMadeEntity, CallTaskEntity } from './apologies/calls/call-task.entity.js';

/** Every table's shape and every step that made it, in order: the composition root hands them to the plumbing. */
export const schema: Schema = {
  entities: [
    CounterEntity,
    IdempotencyKeyEntity,
    JobLeaseEntity,
    KeyCheckEntity,
    MaintenanceSwitchEntity,
    AuditEntryEntity,
    UnitEntity,
    UnitSettingEntity,
    UnitChangeEntity,
    WeeklyHoursEntity,
    CalendarYearEntity,
    CalendarDayEntity,
    FieldEntity,
    ProcedureEntity,
    ProcedureVersionEntity,
    WordingVersionEntity,
    UserAccountEntity,
    SessionEntity,
    ApiTokenEntity,
    LogInLimitEntity,
    DeskDeviceEntity,
    DeviceUseEntity,
    AccountPinEntity,
    StaffCardEntity,
    KpiTailEntity,
    KpiStageTailEntity,
    KpiOpenTailEntity,
    KpiOpenDayEntity,
    KpiBinEntity,
    KpiYearEntity,
    KpiBalanceEntity,
    KpiOfficerHalfEntity,
    KpiStageHalfEntity,
    DossierEntity,
    CounterRefusalEntity,
    PaperSessionEntity,
    ReceiptVersionEntity,
    IssuedPaperEntity,
    ToldNoticeEntity,
    DossierPartyEntity,
    DossierEventEntity,
    DossierEventPayloadEntity,
    PromiseEntity,
    HandOverEntity,
    SupplementRequestEntity,
    PaymentRequestEntity,
    PaymentEntity,
    DelayNoticeEntity,
    DossierFaultEntity,
    ReceiptCorrectionEntity,
    DossierFileEntity,
    CalendarReplanEntity,
    DossierMirrorEntity,
    RegisterExportEntity,
    DossierConcernEntity,
    DossierTokenEntity,
    DossierPaperSlipEntity,
    ObligationEntity,
    StoredFileEntity,
    MessageEntity,
    LetterEntity,
    LetterObligationEntity,
    LetterDeliveryEntity,
    LetterSealEntity,
    SecondPromiseEntity,
    SecondPromiseMonthEntity,
    CoverMarkEntity,
    CoverLineEntity,
    CoverBinEntity,
    HealReportEntity,
    CallTaskEntity,
    CallMadeEntity,
    LetterWayEntity,
    MailReportEntity,
    SigningFolderEntity,
    SigningFolderLetterEntity,
    FolderPrintEntity,
    FolderPartEntity,
    FolderScanEntity,
    FolderScanPageEntity,
    RegisterStartEntity,
    RegisterClosingEntity,
    LetterReturnEntity,
    SignReminderEntity,
    SigningPaperEntity,
    SigningKeyEntity,
    LetterSignatureEntity,
    UnsealedHeadEntity,
    SealedHeadEntity,
    HistoryCheckpointEntity,
    RowSealEntity,
    RowMarkEntity,
    RowTallyEntity,
    PromiseWatchEntity,
    WarningEntity,
    DigestEntity,
    ImportMappingEntity,
    ImportFileEntity,
    ImportRowEntity,
    ReferenceDraftEntity,
    KpiClosedEntity,
    KpiAdjustmentEntity,
    ...REPORTING_TABLES.entities,
  ],
  recorded: [
    AuditEntryEntity,
    UnitEntity,
    UnitSettingEntity,
    UnitChangeEntity,
    WeeklyHoursEntity,
    CalendarYearEntity,
    CalendarDayEntity,
    FieldEntity,
    ProcedureEntity,
    ProcedureVersionEntity,
    WordingVersionEntity,
    UserAccountEntity,
    ApiTokenEntity,
    DeskDeviceEntity,
    StaffCardEntity,
    CounterRefusalEntity,
    PaperSessionEntity,
    ReceiptVersionEntity,
    IssuedPaperEntity,
    ToldNoticeEntity,
    CalendarReplanEntity,
    KpiStageHalfEntity,
    DossierMirrorEntity,
    StoredFileEntity,
    MessageEntity,
    LetterEntity,
    LetterObligationEntity,
    LetterDeliveryEntity,
    LetterSealEntity,
    SecondPromiseEntity,
    SecondPromiseMonthEntity,
    SigningFolderEntity,
    SigningFolderLetterEntity,
    RegisterStartEntity,
    RegisterClosingEntity,
    CallTaskEntity,
    CallMadeEntity,
    MailReportEntity,
    LetterReturnEntity,
    SigningPaperEntity,
    SigningKeyEntity,
    LetterSignatureEntity,
    ImportMappingEntity,
    ImportFileEntity,
    ...REPORTING_TABLES.recorded,
  ],
  migrations,
};
