import type { Schema } from './platform/database/database.js';
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
import { WidenDossiers1704153600000 } from '../migrations/1704153600000-widen-dossiers.js';
import { CreateBooks1704153610000 } from '../migrations/1704153610000-create-books.js';
import { CreateCounting1704153650000 } from '../migrations/1704153650000-create-counting.js';
import { CreateDossierSearch1704153750000 } from '../migrations/1704153750000-create-dossier-search.js';
import { DropAcceptedIndexes1704153760000 } from '../migrations/1704153760000-drop-accepted-indexes.js';
import { CreateImports1704153850000 } from '../migrations/1704153850000-create-imports.js';
import { CreateDeskRecords1704153900000 } from '../migrations/1704153900000-create-desk-records.js';
import { CreateReplans1704153950000 } from '../migrations/1704153950000-create-replans.js';
import { WidenApologies1704154000000 } from '../migrations/1704154000000-widen-apologies.js';
import { CreateCheckpoints1704154050000 } from '../migrations/1704154050000-create-checkpoints.js';
import { AddCovers1704154100000 } from '../migrations/1704154100000-add-covers.js';
import { CreateMirrors1704154150000 } from '../migrations/1704154150000-create-mirrors.js';
import { CreateRowSeals1704154200000 } from '../migrations/1704154200000-create-row-seals.js';
import { FindOrganisations1704240000000 } from '../migrations/1704240000000-find-organisations.js';
import { AddCounterWork1704240050000 } from '../migrations/1704240050000-add-counter-work.js';
import { CreateIssuedPapers1704240070000 } from '../migrations/1704240070000-create-issued-papers.js';
import { CreateWordings1704240100000 } from '../migrations/1704240100000-create-wordings.js';
import { AddReplanStops1704240110000 } from '../migrations/1704240110000-add-replan-stops.js';
import { MarkRemovedFiles1704240200000 } from '../migrations/1704240200000-mark-removed-files.js';
import { FindWork1704240255000 } from '../migrations/1704240255000-find-work.js';
import { CreateWarnings1704240260000 } from '../migrations/1704240260000-create-warnings.js';
import { AddSharedPcs1704240300000 } from '../migrations/1704240300000-add-shared-pcs.js';
import { AddAccountContact1704240350000 } from '../migrations/1704240350000-add-account-contact.js';
import { CreateUnitChanges1704240351000 } from '../migrations/1704240351000-create-unit-changes.js';
import { CreateReferenceDrafts1704240352000 } from '../migrations/1704240352000-create-reference-drafts.js';
import { CreateDueView1704326400000 } from '../migrations/1704326400000-create-due-view.js';
import { FillFolders1704326410000 } from '../migrations/1704326410000-fill-folders.js';
import { SignLetters1704326420000 } from '../migrations/1704326420000-sign-letters.js';
import { CreateCallTasks1704326430000 } from '../migrations/1704326430000-create-call-tasks.js';
import { FollowLetters1704326431000 } from '../migrations/1704326431000-follow-letters.js';
import { MarkLetters1704326440000 } from '../migrations/1704326440000-mark-letters.js';
import { WordProcedures1704326441000 } from '../migrations/1704326441000-word-procedures.js';
import { NameReasons1704326450000 } from '../migrations/1704326450000-name-reasons.js';
import { WatchSecondPromises1704326450100 } from '../migrations/1704326450100-watch-second-promises.js';
import { CountCoverage1704326460000 } from '../migrations/1704326460000-count-coverage.js';
import { CreateHealReports1704326461000 } from '../migrations/1704326461000-create-heal-reports.js';
import { NameMissingPapers1704326470000 } from '../migrations/1704326470000-name-missing-papers.js';
import { CreateToldNotices1704326471000 } from '../migrations/1704326471000-create-told-notices.js';
import { CreatePersonNames1704326480000 } from '../migrations/1704326480000-create-person-names.js';
import { CreateClosings1704326490000 } from '../migrations/1704326490000-create-closings.js';
import { CreateRadar1704326500000 } from '../migrations/1704326500000-create-radar.js';
import { CreateDataDefects1704326500100 } from '../migrations/1704326500100-create-data-defects.js';
import { CreateReconciliations1704326510000 } from '../migrations/1704326510000-create-reconciliations.js';
import { IndexStageHalves1704326520000 } from '../migrations/1704326520000-index-stage-halves.js';
import { CreateDeskWork1704326530000 } from '../migrations/1704326530000-create-desk-work.js';
import { CreateProcedurePlans1704326540020 } from '../migrations/1704326540020-create-procedure-plans.js';
import { KeepRuleRates1704326540030 } from '../migrations/1704326540030-keep-rule-rates.js';
import { CreateReportViews1704326570000 } from '../migrations/1704326570000-create-report-views.js';
import { CreateOpenStock1704326580000 } from '../migrations/1704326580000-create-open-stock.js';
import { ReadTodayByUnit1704326590000 } from '../migrations/1704326590000-read-today-by-unit.js';
import { SignClosings1704326592000 } from '../migrations/1704326592000-sign-closings.js';
import { CreateRegisterExports1704326591000 } from '../migrations/1704326591000-create-register-exports.js';

/** Every step that made the tables, in order. What has landed is never changed. */
export const migrations: Schema['migrations'] = [
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
  CreateWordings1704240100000,
  AddReplanStops1704240110000,
  MarkRemovedFiles1704240200000,
  FindWork1704240255000,
  CreateWarnings1704240260000,
  AddSharedPcs1704240300000,
  AddAccountContact1704240350000,
  CreateUnitChanges1704240351000,
  CreateReferenceDrafts1704240352000,
  CreateDueView1704326400000,
  FillFolders1704326410000,
  SignLetters1704326420000,
  CreateCallTasks1704326430000,
  FollowLetters1704326431000,
  MarkLetters1704326440000,
  WordProcedures1704326441000,
  NameReasons1704326450000,
  WatchSecondPromises1704326450100,
  CountCoverage1704326460000,
  CreateHealReports1704326461000,
  NameMissingPapers1704326470000,
  CreateToldNotices1704326471000,
  CreatePersonNames1704326480000,
  CreateClosings1704326490000,
  CreateRadar1704326500000,
  CreateDataDefects1704326500100,
  CreateReconciliations1704326510000,
  IndexStageHalves1704326520000,
  CreateDeskWork1704326530000,
  CreateProcedurePlans1704326540020,
  KeepRuleRates1704326540030,
  CreateReportViews1704326570000,
  CreateOpenStock1704326580000,
  ReadTodayByUnit1704326590000,
  CreateRegisterExports1704326591000,
  SignClosings1704326592000,
];
