import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import { InstantColumn } from '../../platform/database/instant-column.js';

/** Letters that go to be signed by hand together. */
@Entity('signing_folder')
@ForeignKey('unit', ['unitCode'], ['code'], { name: 'fk_signing_folder_unit' })
@Index('ix_signing_folder_unit', ['unitCode', 'openedAt', 'id'])
export class SigningFolderEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_signing_folder' }) id!: string;
  @Column({ type: 'varchar', length: 40 }) unitCode!: string;
  @InstantColumn() openedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) openedBy!: string;
  @InstantColumn({ nullable: true }) closedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) closedBy!: string | null;
}

/** A letter of a folder: what was printed of it, and the signed sheet that came back. */
@Entity('signing_folder_letter')
@ForeignKey(() => SigningFolderEntity, ['folderId'], ['id'], { name: 'fk_signing_folder_letter_folder' })
@ForeignKey('letter', ['letterId'], ['id'], { name: 'fk_signing_folder_letter_letter' })
@Unique('uq_signing_folder_letter', ['folderId', 'position'])
@Index('ux_signing_folder_letter', ['letterId'], { unique: true, where: `"inside"` })
@Index('ix_signing_folder_letter', ['letterId'])
export class SigningFolderLetterEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_signing_folder_letter' })
  folderId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_signing_folder_letter' })
  letterId!: string;
  /** from 1, as on the cover list; kept when letters are taken out */
  @Column({ type: 'integer' }) position!: number;
  /** a letter is in one folder at most */
  @Column({ type: 'boolean' }) inside!: boolean;
  /** what the printed sheet says, number and date left open; null until printed, and again once forgotten */
  @Column({ type: 'text', nullable: true }) printedFacts!: string | null;
  @InstantColumn({ nullable: true }) printedAt!: Instant | null;
  /** how many pages it has on paper */
  @Column({ type: 'integer', nullable: true }) sheets!: number | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) scanHash!: string | null;
  @InstantColumn({ nullable: true }) scannedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) scannedBy!: string | null;
}

/** One printing of a folder: a job that makes parts until it is through, or stopped. */
@Entity('folder_print')
@ForeignKey(() => SigningFolderEntity, ['folderId'], ['id'], { name: 'fk_folder_print_folder' })
@Check('ck_folder_print_state', `"state" IN ('waiting','printed','stopped','failed')`)
@Index('ix_folder_print_folder', ['folderId', 'askedAt'])
@Index('ux_folder_print_waiting', ['folderId'], { unique: true, where: `"state" = 'waiting'` })
export class FolderPrintEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_folder_print' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) folderId!: string;
  @Column({ type: 'varchar', length: 8 }) state!: string;
  /** letters */
  @Column({ type: 'integer' }) total!: number;
  @Column({ type: 'integer' }) done!: number;
  @InstantColumn() askedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) askedBy!: string;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) fault!: string | null;
}

/** A PDF of at most two hundred letters, where uploads lie: it can be made again. */
@Entity('folder_part')
@ForeignKey(() => FolderPrintEntity, ['printId'], ['id'], { name: 'fk_folder_part_print' })
export class FolderPartEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_folder_part' }) printId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_folder_part' }) part!: number;
  @Column({ type: 'varchar', length: 36 }) fileId!: string;
  /** positions */
  @Column({ type: 'integer' }) first!: number;
  @Column({ type: 'integer' }) last!: number;
  @Column({ type: 'integer' }) pages!: number;
}

/** A file of scanned sheets as it came back. */
@Entity('folder_scan')
@ForeignKey(() => SigningFolderEntity, ['folderId'], ['id'], { name: 'fk_folder_scan_folder' })
@Check('ck_folder_scan_state', `"state" IN ('waiting','read','refused')`)
@Unique('uq_folder_scan_file', ['folderId', 'fileHash'])
@Index('ix_folder_scan_waiting', ['uploadedAt', 'id'], { where: `"state" = 'waiting'` })
@Index('ix_folder_scan_file', ['fileHash'])
export class FolderScanEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_folder_scan' }) id!: string;
  @Column({ type: 'varchar', length: 36 }) folderId!: string;
  @Column({ type: 'varchar', length: 120 }) fileName!: string;
  @Column({ type: 'varchar', length: 64 }) fileHash!: string;
  @Column({ type: 'varchar', length: 60 }) mediaType!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @Column({ type: 'varchar', length: 8 }) state!: string;
  @Column({ type: 'integer', nullable: true }) pages!: number | null;
  /** why it was refused */
  @Column({ type: 'varchar', length: 20, nullable: true }) fault!: string | null;
  @InstantColumn() uploadedAt!: Instant;
  @Column({ type: 'varchar', length: 60 }) uploadedBy!: string;
}

/** One page of it, and what it was found to be. */
@Entity('folder_scan_page')
@ForeignKey(() => FolderScanEntity, ['scanId'], ['id'], { name: 'fk_folder_scan_page_scan' })
@Index('ix_folder_scan_page_letter', ['letterId'])
export class FolderScanPageEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, primaryKeyConstraintName: 'pk_folder_scan_page' }) scanId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_folder_scan_page' }) page!: number;
  @Column({ type: 'varchar', length: 12 }) kind!: string;
  /** the letter it belongs to, or would */
  @Column({ type: 'varchar', length: 36, nullable: true }) letterId!: string | null;
  /** quarter turns clockwise that put it upright */
  @Column({ type: 'integer' }) turned!: number;
  /** somebody looked at it and said what to do with it */
  @InstantColumn({ nullable: true }) decidedAt!: Instant | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) decidedBy!: string | null;
}
