import { DataDefectEntity, QualityMarkEntity } from './quality/quality.entity.js';
import { DeskWorkHalfEntity } from './evaluation/desk-work.entity.js';
import { PeriodClosingEntity } from './closing/closing.entity.js';
import { PeriodSignatureEntity } from './closing/closing-signature.entity.js';
import { ProcedurePlanEntity } from './procedures/procedure-plan.entity.js';
import { Qd766RuleEntity } from './qd766/qd766-rule.entity.js';
import { RadarBaseEntity, RadarMarkEntity, RadarSignEntity } from './radar/radar.entity.js';
import { ReportViewEntity } from './views/report-view.entity.js';
import { ReconciliationEntity, ReconciliationRowEntity } from './reconcile/reconciliation.entity.js';

/** The tables of the figures' rooms; `recorded` ones are written with a voucher. */
export const REPORTING_TABLES = {
  entities: [
    DataDefectEntity,
    DeskWorkHalfEntity,
    PeriodClosingEntity,
    PeriodSignatureEntity,
    ProcedurePlanEntity,
    Qd766RuleEntity,
    QualityMarkEntity,
    RadarBaseEntity,
    RadarMarkEntity,
    RadarSignEntity,
    ReconciliationEntity,
    ReconciliationRowEntity,
    ReportViewEntity,
  ],
  recorded: [PeriodClosingEntity, PeriodSignatureEntity, RadarMarkEntity, RadarSignEntity, ReconciliationEntity],
};
