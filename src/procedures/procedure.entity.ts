import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { OnlineLevel, ProcedureLevel, SupplementMode } from '../domain/procedure/procedure-version.js';
import type { LimitUnit } from '../domain/procedure/time-limit.js';
import type { PlainDate } from '../domain/time/plain-date.js';

@Entity('field')
export class FieldEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_field' }) code!: string;
  @Column({ type: 'varchar', length: 120 }) name!: string;
}

@Entity('procedure')
export class ProcedureEntity {
  @PrimaryColumn({ type: 'varchar', length: 20, primaryKeyConstraintName: 'pk_procedure' }) code!: string;
}

@Entity('procedure_version')
@Unique('uq_procedure_version_from', ['procedureCode', 'validFrom'])
@ForeignKey(() => ProcedureEntity, ['procedureCode'], ['code'], { name: 'fk_procedure_version_procedure' })
@ForeignKey(() => FieldEntity, ['fieldCode'], ['code'], { name: 'fk_procedure_version_field' })
@ForeignKey('unit', ['responsibleUnitCode'], ['code'], { name: 'fk_procedure_version_unit' })
@Check(
  'ck_procedure_version_limit',
  `"limitUnit" IN ('working_day', 'calendar_day', 'working_hour', 'same_day')` +
    ` AND ("limitUnit" = 'same_day') = ("limitAmount" = 0) AND "limitAmount" >= 0`,
)
@Check('ck_procedure_version_level', `"level" IN ('commune', 'district', 'both')`)
@Check(
  'ck_procedure_version_supplements',
  `"supplementMode" IN ('restart', 'pause') AND "maxSupplements" >= 0 AND "supplementDeadlineWd" >= 1`,
)
@Check('ck_procedure_version_online', `"onlineLevel" IN ('none', 'partial', 'full')`)
@Check('ck_procedure_version_fee', `"feeVnd" >= 0`)
export class ProcedureVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_procedure_version' }) id!: string;
  @Column({ type: 'varchar', length: 20 }) procedureCode!: string;
  @Column({ type: 'varchar', length: 10 }) validFrom!: PlainDate;
  @Column({ type: 'varchar', length: 10, nullable: true }) validTo!: PlainDate | null;
  @Column({ type: 'varchar', length: 300 }) name!: string;
  @Column({ type: 'varchar', length: 40 }) fieldCode!: string;
  @Column({ type: 'varchar', length: 10 }) level!: ProcedureLevel;
  @Column({ type: 'varchar', length: 40, nullable: true }) responsibleUnitCode!: string | null;
  @Column({ type: 'integer' }) limitAmount!: number;
  @Column({ type: 'varchar', length: 14 }) limitUnit!: LimitUnit;
  @Column({ type: 'text' }) unitAdditions!: string;
  @Column({ type: 'text' }) stages!: string;
  @Column({ type: 'text' }) extraTimes!: string;
  @Column({ type: 'text' }) documents!: string;
  @Column({ type: 'integer' }) maxSupplements!: number;
  @Column({ type: 'integer' }) supplementDeadlineWd!: number;
  @Column({ type: 'varchar', length: 8 }) supplementMode!: SupplementMode;
  @Column({ type: 'boolean' }) instant!: boolean;
  @Column({ type: 'integer' }) feeVnd!: number;
  @Column({ type: 'varchar', length: 200, nullable: true }) feeNote!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) feeRule!: string | null;
  @Column({ type: 'varchar', length: 8 }) onlineLevel!: OnlineLevel;
  @Column({ type: 'varchar', length: 400 }) legalBasis!: string;
  @Column({ type: 'varchar', length: 3 }) certainty!: string;
  @Column({ type: 'varchar', length: 400, nullable: true }) note!: string | null;
}
