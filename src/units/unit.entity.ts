import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { InstantColumn } from '../platform/database/instant-column.js';
import type { Certainty, UnitKind } from './unit.js';

@Entity('unit')
@ForeignKey(() => UnitEntity, ['parentCode'], ['code'], { name: 'fk_unit_parent' })
@ForeignKey(() => UnitEntity, ['deskUnitCode'], ['code'], { name: 'fk_unit_desk' })
@Check('ck_unit_kind', `"kind" IN ('town', 'commune', 'division', 'outside_agency', 'branch')`)
@Check('ck_unit_certainty', `"certainty" IN ('F', 'K', 'U')`)
export class UnitEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_unit' }) code!: string;
  @Column({ type: 'varchar', length: 40, nullable: true }) parentCode!: string | null;
  @Column({ type: 'varchar', length: 20 }) kind!: UnitKind;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 80 }) shortName!: string;
  @Column({ type: 'varchar', length: 80 }) place!: string;
  @Column({ type: 'varchar', length: 300, nullable: true }) address!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) phone!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) hotline!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) letterheadSuperior!: string | null;
  @Column({ type: 'varchar', length: 200 }) letterheadAgency!: string;
  @Column({ type: 'varchar', length: 80 }) signerTitle!: string;
  @Column({ type: 'varchar', length: 80, nullable: true }) signerAuthority!: string | null;
  @Column({ type: 'varchar', length: 120, nullable: true }) signerName!: string | null;
  @Column({ type: 'boolean' }) hasDesk!: boolean;
  @Column({ type: 'varchar', length: 40, nullable: true }) deskUnitCode!: string | null;
  @Column({ type: 'varchar', length: 1 }) certainty!: Certainty;
  @Column({ type: 'varchar', length: 10 }) validFrom!: PlainDate;
  @Column({ type: 'varchar', length: 10, nullable: true }) validTo!: PlainDate | null;
}

/** What a unit was called, where it stood and when it ended: each change with the day from which it holds. */
@Entity('unit_change')
@ForeignKey(() => UnitEntity, ['unitCode'], ['code'], { name: 'fk_unit_change_unit' })
@Index('ix_unit_change_unit', ['unitCode', 'validFrom'])
@Index('ix_unit_change_waiting', ['validFrom', 'id'], { where: `"appliedAt" IS NULL AND "cancelledAt" IS NULL` })
export class UnitChangeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_unit_change' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 10 }) validFrom!: PlainDate;
  /** JSON: what holds from that day on */
  @Column({ type: 'text' }) changes!: string;
  /** JSON: what held until then; null while it waits for its day */
  @Column({ type: 'text', nullable: true }) before!: string | null;
  @Column({ type: 'varchar', length: 400, nullable: true }) reason!: string | null;
  @Column({ type: 'varchar', length: 80 }) by!: string;
  @InstantColumn() recordedAt!: Instant;
  @InstantColumn({ nullable: true }) appliedAt!: Instant | null;
  @InstantColumn({ nullable: true }) cancelledAt!: Instant | null;
}

/** What a unit decided from a day on; earlier days keep what was decided for them. */
@Entity('unit_setting')
@ForeignKey(() => UnitEntity, ['unitCode'], ['code'], { name: 'fk_unit_setting_unit' })
export class UnitSettingEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_unit_setting' }) unitCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_unit_setting' }) key!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_unit_setting' }) validFrom!: PlainDate;
  @Column({ type: 'varchar', length: 400 }) value!: string;
  @Column({ type: 'varchar', length: 80 }) by!: string;
  @InstantColumn() recordedAt!: Instant;
}
