import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A letter's number and facts, and its file, under our key: each sealed once, when there is something to seal. */
@Entity('letter_seal')
export class LetterSealEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_letter_seal' }) letterId!: string;
  /** of the dossier the letter is about */
  @Column({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'varchar', length: 64 }) factsSeal!: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) fileSeal!: string | null;
}
