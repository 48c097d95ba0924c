import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';

/** The next moment at which somebody is to be warned of a promise. Follows from the dossier, without foreign keys. */
@Entity('promise_watch')
@Index('ix_promise_watch_next', ['nextAt', 'dossierId'], { where: '"nextAt" IS NOT NULL' })
export class PromiseWatchEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_promise_watch' }) dossierId!: string;
  /** the due the moments were set for; null: nothing was armed */
  @InstantColumn({ nullable: true }) dueAt!: Instant | null;
  /** null: nothing follows */
  @InstantColumn({ nullable: true }) nextAt!: Instant | null;
}

/** Somebody was warned: once for each kind and each due. */
@Entity('warning')
@Index('ix_warning_told', ['unitCode', 'tier', 'raisedAt', 'dossierId'])
export class WarningEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_warning' }) dossierId!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_warning' }) kind!: string;
  @InstantColumn({ primary: true, primaryKeyConstraintName: 'pk_warning' }) dueAt!: Instant;
  /** whom it is for: who holds the dossier, their head, or the leader */
  @Column({ type: 'varchar', length: 6 }) tier!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  /** null: everybody of the unit, or whoever heads it */
  @Column({ type: 'varchar', length: 60, nullable: true }) username!: string | null;
  @InstantColumn() raisedAt!: Instant;
}

/** One list a person and day; `items` 0: there was nothing to write. */
@Entity('digest')
export class DigestEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_digest' }) username!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_digest' }) day!: string;
  @Column({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'integer' }) items!: number;
  @InstantColumn() madeAt!: Instant;
}
