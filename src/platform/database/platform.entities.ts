import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from './instant-column.js';

@Entity('key_check')
export class KeyCheckEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_key_check' }) id!: number;
  @Column({ type: 'varchar', length: 12 }) keyId!: string;
}

@Entity('counter')
export class CounterEntity {
  @PrimaryColumn({ type: 'varchar', length: 120, primaryKeyConstraintName: 'pk_counter' }) scope!: string;
  @Column({ type: 'integer' }) value!: number;
}

@Entity('job_lease')
export class JobLeaseEntity {
  @PrimaryColumn({ type: 'varchar', length: 60, primaryKeyConstraintName: 'pk_job_lease' }) job!: string;
  @Column({ type: 'varchar', length: 36 }) owner!: string;
  @Column({ type: 'integer' }) fence!: number;
  @InstantColumn() until!: Instant;
  @InstantColumn() startedAt!: Instant;
  @InstantColumn({ nullable: true }) finishedAt!: Instant | null;
}

@Entity('idempotency_key')
@Index('ix_idempotency_key_created', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_idempotency_key' }) scope!: string;
  @Column({ type: 'varchar', length: 64 }) bodyMac!: string;
  @Column({ type: 'varchar', length: 120 }) resource!: string;
  @InstantColumn() createdAt!: Instant;
}

@Entity('maintenance_switch')
export class MaintenanceSwitchEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_maintenance_switch' }) id!: number;
  @Column({ type: 'boolean' }) open!: boolean;
}
