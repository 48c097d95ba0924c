import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A PC of a desk on which people pass over to one another by PIN or card. */
@Entity('desk_device')
@Unique('uq_desk_device_token', ['tokenHash'])
@Index('ix_desk_device_unit', ['unitCode'])
@Index('ix_desk_device_owner', ['owner'])
export class DeskDeviceEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_desk_device' }) id!: string;
  /** SHA-256 of what its cookie holds */
  @Column({ type: 'varchar', length: 64 }) tokenHash!: string;
  @ForeignKey('unit', 'code', { name: 'fk_desk_device_unit' })
  @Column({ type: 'varchar', length: 40 })
  unitCode!: string;
  @Column({ type: 'varchar', length: 80 }) name!: string;
  @Column({ type: 'varchar', length: 40 }) registeredBy!: string;
  @InstantColumn() registeredAt!: Instant;
  @InstantColumn({ nullable: true }) revokedAt!: Instant | null;
  /** whose phone it is; null: a PC of the desk, for everybody of the unit */
  @Column({ type: 'varchar', length: 40, nullable: true }) owner!: string | null;
}

/** Who sat at it last, and when: those are offered first, and a PC that nobody uses is forgotten. */
@Entity('device_use')
export class DeviceUseEntity {
  @ForeignKey('desk_device', 'id', { name: 'fk_device_use_device' })
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_device_use' })
  deviceId!: string;
  @ForeignKey('user_account', 'username', { name: 'fk_device_use_user' })
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_device_use' })
  username!: string;
  @InstantColumn() usedAt!: Instant;
}

@Entity('account_pin')
export class AccountPinEntity {
  @ForeignKey('user_account', 'username', { name: 'fk_account_pin_user' })
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_account_pin' })
  username!: string;
  /** argon2id of a keyed hash of name and PIN */
  @Column({ type: 'varchar', length: 255 }) pinHash!: string;
  /** tries since the last right one */
  @Column({ type: 'integer' }) wrong!: number;
  @InstantColumn() setAt!: Instant;
}

@Entity('staff_card')
@Unique('uq_staff_card_hash', ['cardHash'])
@Index('ix_staff_card_user', ['username'])
export class StaffCardEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_staff_card' }) id!: string;
  /** keyed hash of the digits of its barcode */
  @Column({ type: 'varchar', length: 64 }) cardHash!: string;
  @ForeignKey('user_account', 'username', { name: 'fk_staff_card_user' })
  @Column({ type: 'varchar', length: 40 })
  username!: string;
  @Column({ type: 'varchar', length: 40 }) issuedBy!: string;
  @InstantColumn() issuedAt!: Instant;
  @InstantColumn({ nullable: true }) revokedAt!: Instant | null;
}
