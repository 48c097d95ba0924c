import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** A draft that its signer sent back. It waits for its writer as long as the letter has the version of this row. */
@Entity('letter_return')
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_letter_return_letter' })
@Index('ix_letter_return_letter', ['letterId', 'version'])
export class LetterReturnEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_return' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) letterId!: string;
  /** of the letter, once it was back */
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'varchar', length: 600 }) comment!: string;
  @InstantColumn() at!: Instant;
  @Column({ type: 'varchar', length: 60 }) by!: string;
}

/** One mail a signer and evening; `items` 0: nothing waited. */
@Entity('sign_reminder')
export class SignReminderEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_sign_reminder' }) username!: string;
  @PrimaryColumn({ type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_sign_reminder' }) day!: string;
  @Column({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'integer' }) items!: number;
  @InstantColumn() madeAt!: Instant;
}
