import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

const KEY = { primaryKeyConstraintName: 'pk_report_view' } as const;

/** A question to a report under a name of somebody's own. */
@Entity('report_view', { withoutRowid: true })
export class ReportViewEntity {
  @PrimaryColumn({ type: 'varchar', length: 60, ...KEY }) username!: string;
  @PrimaryColumn({ type: 'varchar', length: 60, ...KEY }) name!: string;
  @Column({ type: 'varchar', length: 500 }) address!: string;
  @InstantColumn() savedAt!: Instant;
}
