import { FindOrganisations1704240000000 } from '../migrations/1704240000000-find-organisations.js';
import { MarkRemovedFiles1704240200000 } from '../migrations/1704240200000-mark-removed-files.js';
import { AddSharedPcs1704240300000 } from '../migrations/1704240300000-add-shared-pcs.js';
import { FindWork1704240255000 } from '../migrations/1704240255000-find-work.js';
import { CreateWarnings1704240260000 } from '../migrations/1704240260000-create-warnings.js';
import { DigestEntity, PromiseWatchEntity, WarningEntity } from './worklist/work.entity.js';
import { AddCounterWork1704240050000 } from '../migrations/1704240050000-add-counter-work.js';
import { CreateMirrors1704154150000 } from '../migrations/1704154150000-create-mirrors.js';
import { CreateIssuedPapers1704240070000 } from '../migrations/1704240070000-create-issued-papers.js';
import { AddCovers1704154100000 } from '../migrations/1704154100000-add-covers.js';
import {
  SupplementRequestEntity,
  PaymentRequestEntity,
  PaymentEntity,
  DelayNoticeEntity,
  DossierFaultEntity,
  ReceiptCorrectionEntity,
  DossierFileEntity,
} from './dossiers/books.entity.js';
import { WidenApologies1704154000000 } from '../migrations/1704154000000-widen-apologies.js';
import { WidenDossiers1704153600000 } from '../migrations/1704153600000-widen-dossiers.js';
import { CreateBooks1704153610000 } from '../migrations/1704153610000-create-books.js';
import { CreateCounting1704153650000 } from '../migrations/1704153650000-create-counting.js';
import { CreateDossierSearch1704153750000 } from '../migrations/1704153750000-create-dossier-search.js';
import { CreateDeskRecords1704153900000 } from '../migrations/1704153900000-create-desk-records.js';
import { CreateReplans1704153950000 } from '../migrations/1704153950000-create-replans.js';
import { DropAcceptedIndexes1704153760000 } from '../migrations/1704153760000-drop-accepted-indexes.js';
import { CreateImports1704153850000 } from '../migrations/1704153850000-create-imports.js';
import { CreateCheckpoints1704154050000 } from '../migrations/1704154050000-create-checkpoints.js';
import { AddAccountContact1704240350000 } from '../migrations/1704240350000-add-account-contact.js';
import { CreateUnitChanges1704240351000 } from '../migrations/1704240351000-create-unit-changes.js';
import { CreateReferenceDrafts1704240352000 } from '../migrations/1704240352000-create-reference-drafts.js';
import { CreateDueView1704326400000 } from '../migrations/1704326400000-create-due-view.js';
import { FillFolders1704326410000 } from '../migrations/1704326410000-fill-folders.js';
import { SignLetters1704326420000 } from '../migrations/1704326420000-sign-letters.js';
import { WatchSecondPromises1704326450100 } from '../migrations/1704326450100-watch-second-promises.js';
import { NameReasons1704326450000 } from '../migrations/1704326450000-name-reasons.js';
import { WordProcedures1704326441000 } from '../migrations/1704326441000-word-procedures.js';
import { MarkLetters1704326440000 } from '../migrations/1704326440000-mark-letters.js';
import { CreatePersonNames1704326480000 } from '../migrations/1704326480000-create-person-names.js';
import { CreateToldNotices1704326471000 } from '../migrations/1704326471000-create-told-notices.js';
import { ToldNoticeEntity } from './dossiers/telling/told-notice.entity.js';
import { NameMissingPapers1704326470000 } from '../migrations/1704326470000-name-missing-papers.js';
import { CreateRowSeals1704154200000 } from '../migrations/1704154200000-create-row-seals.js';
import { RowMarkEntity, RowSealEntity, RowTallyEntity } from './platform/seals/seal.entity.js';
import { CreatePlatform1704067200000 } from '../migrations/1704067200000-create-platform.js';
import { CreateAudit1704067220000 } from '../migrations/1704067220000-create-audit.js';
import { CreateReferenceData1704067250000 } from '../migrations/1704067250000-create-reference-data.js';
import { CreateProcedures1704067251000 } from '../migrations/1704067251000-create-procedures.js';
import { CreateAccounts1704067300000 } from '../migrations/1704067300000-create-accounts.js';
import { CreateDossiers1704067400000 } from '../migrations/1704067400000-create-dossiers.js';
import { CreateDossierFactView1704067450000 } from '../migrations/1704067450000-create-dossier-fact-view.js';
import { CreateDossierHistory1704067500000 } from '../migrations/1704067500000-create-dossier-history.js';
import { CreateOutbox1704067550000 } from '../migrations/1704067550000-create-outbox.js';
import { CreateLetters1704067600000 } from '../migrations/1704067600000-create-letters.js';
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
  KpiStageHalfEntity,
  KpiStageTailEntity,
  KpiTailEntity,
  KpiYearEntity,
} from './counting/counting.entity.js';
import { CounterRefusalEntity } from './dossiers/filings/counter-refusal.entity.js';
import { PaperSessionEntity } from './dossiers/paper-sessions/paper-session.entity.js';
import { IssuedPaperEntity } from './dossiers/papers/issued-paper.entity.js';
import { ReceiptVersionEntity } from './dossiers/receipt-changes/receipt-version.entity.js';
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
import { AddReplanStops1704240110000 } from '../migrations/1704240110000-add-replan-stops.js';
import { CreateHealReports1704326461000 } from '../migrations/1704326461000-create-heal-reports.js';
import { CountCoverage1704326460000 } from '../migrations/1704326460000-count-coverage.js';
import { CreateWordings1704240100000 } from '../migrations/1704240100000-create-wordings.js';
import { CreateCallTasks1704326430000 } from '../migrations/1704326430000-create-call-tasks.js';
import { FollowLetters1704326431000 } from '../migrations/1704326431000-follow-letters.js';
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
  ],
  migrations: [
    CreatePlatform1704067200000,
    CreateAudit1704067220000,
    CreateReferenceData1704067250000,
    CreateProcedures1704067251000,
    CreateAccounts1704067300000,
    CreateDossiers1704067400000,
    CreateDossierFactView1704067450000,
    CreateDossierHistory1704067500000,
    CreateOutbox1704067550000,
    CreateLetters1704067600000,
    WidenDossiers1704153600000,
    CreateBooks1704153610000,
    CreateCounting1704153650000,
    CreateDossierSearch1704153750000,
    DropAcceptedIndexes1704153760000,
    CreateImports1704153850000,
    CreateDeskRecords1704153900000,
    CreateReplans1704153950000,
    WidenApologies1704154000000,
    CreateCheckpoints1704154050000,
    AddCovers1704154100000,
    CreateMirrors1704154150000,
    CreateRowSeals1704154200000,
    FindOrganisations1704240000000,
    AddCounterWork1704240050000,
    CreateIssuedPapers1704240070000,
    MarkRemovedFiles1704240200000,
    FindWork1704240255000,
    CreateWarnings1704240260000,
    AddSharedPcs1704240300000,
    CreateWordings1704240100000,
    AddReplanStops1704240110000,
    AddAccountContact1704240350000,
    CreateUnitChanges1704240351000,
    CreateReferenceDrafts1704240352000,
    CreateDueView1704326400000,
    FillFolders1704326410000,
    SignLetters1704326420000,
    MarkLetters1704326440000,
    WordProcedures1704326441000,
    CreateCallTasks1704326430000,
    FollowLetters1704326431000,
    NameReasons1704326450000,
    WatchSecondPromises1704326450100,
    CountCoverage1704326460000,
    CreateHealReports1704326461000,
    NameMissingPapers1704326470000,
    CreatePersonNames1704326480000,
    CreateToldNotices1704326471000,
  ],
};
