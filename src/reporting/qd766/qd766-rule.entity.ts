import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../../domain/time/plain-date.js';

const KEY = { primaryKeyConstraintName: 'pk_qd766_rule' } as const;

/**
 * By how much rule 2.1 changes the plain counts of a unit's own dossiers in a period; made anew every night. The row of
 * no unit (`''`) says that the period was counted.
 */
@Entity('qd766_rule', { withoutRowid: true })
export class Qd766RuleEntity {
  @PrimaryColumn({ type: 'varchar', length: 7, ...KEY }) period!: string;
  @PrimaryColumn({ type: 'varchar', length: 40, ...KEY }) unitCode!: string;
  /** the last day that was counted */
  @Column({ type: 'varchar', length: 10 }) through!: PlainDate;
  @Column({ type: 'integer' }) part!: number;
  @Column({ type: 'integer' }) whole!: number;
}
