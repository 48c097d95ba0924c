import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** Somebody was turned away at the counter: no dossier, no code, a count of its own. The words can be erased. */
@Entity('counter_refusal')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_counter_refusal_unit' })
@ForeignKey('procedure', ['procedureCode'], ['code'], { name: 'fk_counter_refusal_procedure' })
@Check('ck_counter_refusal_kind', `"kind" IN ('02', '03')`)
@Index('ix_counter_refusal_unit', ['unitCode', 'refusedAt', 'id'])
export class CounterRefusalEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_counter_refusal' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) procedureCode!: string;
  @Column({ type: 'varchar', length: 2 }) kind!: string;
  @InstantColumn() refusedAt!: Instant;
  @Column({ type: 'varchar', length: 10 }) refusedDay!: string;
  @Column({ type: 'varchar', length: 60 }) refusedBy!: string;
  /** JSON: what was missing, each paper by itself; null for form 03 */
  @Column({ type: 'text', nullable: true }) items!: string | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) applicantName!: string | null;
}
