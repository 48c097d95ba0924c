import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { InstantColumn } from '../platform/database/instant-column.js';

/** How a unit words a free sentence of its papers, from a day on. Never changed: another wording is another row. */
@Entity('wording_version')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_wording_version_unit' })
@Check('ck_wording_version_version', `"version" >= 1`)
@Index('uq_wording_version_version', ['unitCode', 'kind', 'version'], { unique: true })
export class WordingVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_wording_version' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @Column({ type: 'varchar', length: 40 }) kind!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'varchar', length: 10 }) validFrom!: PlainDate;
  @Column({ type: 'text' }) source!: string;
  /** SHA-256 of the source, hexadecimal */
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'varchar', length: 80 }) by!: string;
  @InstantColumn() recordedAt!: Instant;
  /** the only procedure it is for; null: all of them */
  @Column({ type: 'varchar', length: 20, nullable: true }) procedureCode!: string | null;
}
