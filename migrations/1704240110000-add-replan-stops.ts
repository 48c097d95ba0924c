import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** How many dossiers were to move when somebody let them, and who stopped it before it was through. */
export class AddReplanStops1704240110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('calendar_replan', new TableColumn({ name: 'expected', type: 'integer', isNullable: true }));
    await runner.addColumn(
      'calendar_replan',
      new TableColumn({ name: 'stoppedBy', type: 'varchar', length: '60', isNullable: true }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('calendar_replan', 'stoppedBy');
    await runner.dropColumn('calendar_replan', 'expected');
  }
}
