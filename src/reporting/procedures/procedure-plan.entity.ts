import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { OnlineLevel } from '../../domain/procedure/procedure-version.js';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

const KEY = { primaryKeyConstraintName: 'pk_procedure_plan' } as const;

/** How many procedures of a field a unit means to offer at a level in a reporting year. Each change is audited. */
@Entity('procedure_plan', { withoutRowid: true })
@Check('ck_procedure_plan_level', `"onlineLevel" IN ('none', 'partial', 'full')`)
@Check('ck_procedure_plan_planned', `"planned" >= 0`)
export class ProcedurePlanEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, ...KEY }) unitCode!: string;
  @PrimaryColumn({ type: 'integer', ...KEY }) year!: number;
  @PrimaryColumn({ type: 'varchar', length: 40, ...KEY }) fieldCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 8, ...KEY }) onlineLevel!: OnlineLevel;
  @Column({ type: 'integer' }) planned!: number;
  @Column({ type: 'varchar', length: 60 }) changedBy!: string;
  @InstantColumn() changedAt!: Instant;
}
