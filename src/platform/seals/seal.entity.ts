import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of a recorded table under our key. A row that was lawfully taken away keeps a seal that says so. */
@Entity('row_seal')
export class RowSealEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_row_seal' }) tableName!: string;
  @PrimaryColumn({ type: 'varchar', length: 120, primaryKeyConstraintName: 'pk_row_seal' }) key!: string;
  /** how often it was written: an older seal never stands in for a newer one */
  @Column({ type: 'integer' }) rev!: number;
  @Column({ type: 'boolean' }) gone!: boolean;
  @Column({ type: 'varchar', length: 64 }) mac!: string;
}

/** Seals as acts write them, in the act's own transaction: rows are only added, until the job takes them over. */
@Entity('row_mark')
export class RowMarkEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_row_mark' }) tableName!: string;
  @PrimaryColumn({ type: 'varchar', length: 120, primaryKeyConstraintName: 'pk_row_mark' }) key!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_row_mark' }) rev!: number;
  @Column({ type: 'boolean' }) gone!: boolean;
  @Column({ type: 'varchar', length: 64 }) mac!: string;
}

/** The sum of the seals of a table. The last checkpoint holds a digest over all of them. */
@Entity('row_tally')
export class RowTallyEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_row_tally' }) tableName!: string;
  @Column({ type: 'integer' }) rows!: number;
  @Column({ type: 'varchar', length: 64 }) digest!: string;
  /** key up to which the rows that were there before their seals have been sealed; null when all have */
  @Column({ type: 'varchar', length: 120, nullable: true }) through!: string | null;
}
