import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../domain/time/instant.js';
import { InstantColumn } from '../platform/database/instant-column.js';

@Entity('user_account')
@Index('ix_user_account_unit', ['unitCode', 'username'])
export class UserAccountEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_user_account' }) username!: string;
  @Column({ type: 'varchar', length: 120 }) fullName!: string;
  @ForeignKey('unit', 'code', { name: 'fk_user_account_unit' })
  @Column({ type: 'varchar', length: 40 })
  unitCode!: string;
  /** JSON list of roles */
  @Column({ type: 'text' }) roles!: string;
  @Column({ type: 'varchar', length: 255 }) passwordHash!: string;
  @Column({ type: 'boolean' }) active!: boolean;
  @InstantColumn() createdAt!: Instant;
  @Column({ type: 'integer' }) version!: number;
  /** JSON list of whose work they have taken over, and when */
  @Column({ type: 'text', default: '[]' }) covers!: string;
  /** the administrator who chose the password; null once the person has chosen one, and before anybody noted it */
  @Column({ type: 'varchar', length: 40, nullable: true }) passwordSetBy!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) email!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) phone!: string | null;
}

@Entity('session')
@Index('ix_session_user', ['username'])
@Index('ix_session_expires', ['expiresAt'])
export class SessionEntity {
  /** SHA-256 of the token */
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_session' }) id!: string;
  @ForeignKey('user_account', 'username', { name: 'fk_session_user' })
  @Column({ type: 'varchar', length: 40 })
  username!: string;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn() renewedAt!: Instant;
  @InstantColumn() expiresAt!: Instant;
  /** opened by a person at a browser: it locks when left; a program's does not */
  @Column({ type: 'boolean', default: false }) attended!: boolean;
  @InstantColumn({ nullable: true }) lockedAt!: Instant | null;
  /** the registered PC it was opened on */
  @Column({ type: 'varchar', length: 36, nullable: true }) deviceId!: string | null;
}

@Entity('api_token')
@Unique('uq_api_token_hash', ['tokenHash'])
@Index('ix_api_token_user', ['username'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_api_token' }) id!: string;
  /** SHA-256 of the token */
  @Column({ type: 'varchar', length: 64 }) tokenHash!: string;
  @ForeignKey('user_account', 'username', { name: 'fk_api_token_user' })
  @Column({ type: 'varchar', length: 40 })
  username!: string;
  @Column({ type: 'varchar', length: 120 }) name!: string;
  /** JSON list of scopes */
  @Column({ type: 'text' }) scopes!: string;
  /** last day on which it is good */
  @Column({ type: 'varchar', length: 10 }) endsOn!: string;
  @Column({ type: 'varchar', length: 40 }) createdBy!: string;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) revokedAt!: Instant | null;
}

/** Failures within a window, by keyed hash of account and address: no address is kept readable. */
@Entity('log_in_limit')
@Index('ix_log_in_limit_started', ['startedAt'])
export class LogInLimitEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_log_in_limit' }) scope!: string;
  @InstantColumn() startedAt!: Instant;
  @Column({ type: 'integer' }) count!: number;
}
