import { instant, type Clock, type Instant } from '../../src/domain/time/instant.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { CalendarRepository } from '../../src/calendar/calendar.repository.js';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import type { Actor, Role } from '../../src/domain/accounts/roles.js';
import { IdempotencyService } from '../../src/platform/idempotency/idempotency.js';
import { Keys } from '../../src/platform/keys/keys.js';
import { ProcedureVersionsService } from '../../src/procedures/procedure-versions.service.js';
import { ProceduresImportService } from '../../src/procedures/procedures-import.service.js';
import { ProceduresRepository } from '../../src/procedures/procedures.repository.js';
import { ProceduresService } from '../../src/procedures/procedures.service.js';
import { UnitChangesService } from '../../src/units/unit-changes.service.js';
import { UnitsImportService } from '../../src/units/units-import.service.js';
import { UnitsRepository } from '../../src/units/units.repository.js';
import { UnitsService } from '../../src/units/units.service.js';
import { openTestDatabase, type TestDatabase } from './database.js';

export interface ReferenceWorld extends TestDatabase {
  readonly clock: Clock & { set(text: string): void };
  readonly transactor: Transactor;
  readonly calendar: CalendarService;
  /** the same on the same database, as another instance of the service has it */
  anotherCalendar(): CalendarService;
  readonly calendarImports: CalendarImportService;
  readonly units: UnitsService;
  readonly unitChanges: UnitChangesService;
  readonly unitImports: UnitsImportService;
  readonly procedures: ProceduresService;
  readonly procedureVersions: ProcedureVersionsService;
  readonly procedureImports: ProceduresImportService;
}

/** The services of units, calendar and procedures on an empty database, without the web. */
export async function openReferenceWorld(now = '2023-05-17T08:00+07:00'): Promise<ReferenceWorld> {
  const test = await openTestDatabase();
  let at: Instant = instant(now);
  const clock = { now: () => at, set: (text: string) => void (at = instant(text)) };
  const transactor = new Transactor(test.database);
  const audit = new AuditLog();
  const rows = new CalendarRepository();
  const unitRows = new UnitsRepository();
  const idempotency = new IdempotencyService(test.database, transactor, new Keys(Buffer.alloc(32, 7)));
  const { database } = test;
  const units = new UnitsService(database, transactor, unitRows, audit, idempotency, clock);
  const procedureRows = new ProceduresRepository();
  const calendar = (): CalendarService => new CalendarService(database, transactor, rows, audit, idempotency, clock);
  return {
    ...test,
    clock,
    transactor,
    calendar: calendar(),
    anotherCalendar: calendar,
    calendarImports: new CalendarImportService(database, transactor, rows, audit, clock),
    units,
    unitChanges: new UnitChangesService(database, transactor, unitRows, audit, idempotency, clock),
    unitImports: new UnitsImportService(database, transactor, unitRows, audit, clock),
    procedures: new ProceduresService(database, procedureRows),
    procedureVersions: new ProcedureVersionsService(transactor, procedureRows, units, audit, idempotency, clock),
    procedureImports: new ProceduresImportService(database, transactor, procedureRows, units, audit, clock),
  };
}

/** Every row of a table, for "nothing was written" and "the same as before". */
export async function rowsOf(test: TestDatabase, table: string): Promise<readonly string[]> {
  const rows = await test.database.query(`SELECT * FROM "${table}"`);
  return rows.map((row) => JSON.stringify(row)).sort();
}

export function actor(unitCode: string, ...roles: readonly Role[]): Actor {
  return { username: `${roles.join('-')}.${unitCode}`, fullName: 'Người thử', unitCode, roles };
}
