import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { CalendarImportService } from '../calendar/calendar-import.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { ProceduresImportService } from '../procedures/procedures-import.service.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import type { Unit } from '../units/unit.js';
import { UnitsImportService } from '../units/units-import.service.js';
import { UnitsService } from '../units/units.service.js';
import type { Ground } from './plan.js';
import { DEMO_PASSWORD, type Staff } from './staff.js';
import { FIRST_DAY, TOWN } from './town.js';

/** The shipped catalogue, invented telephones and signers, and everybody's account. @returns what the year is planned on */
export async function settle(app: INestApplicationContext, staff: Staff): Promise<Ground> {
  await app.get(UnitsImportService, { strict: false }).loadShipped();
  await app.get(CalendarImportService, { strict: false }).loadShipped();
  await app.get(ProceduresImportService, { strict: false }).loadShipped();
  await openAccounts(app.get(AccountsService, { strict: false }), staff);
  const units = app.get(UnitsService, { strict: false });
  await furnishUnits(units, staff);
  return {
    calendar: await app.get(CalendarService, { strict: false }).workingCalendar(),
    versions: await app.get(ProceduresService, { strict: false }).all(FIRST_DAY),
    units: await units.all(),
  };
}

async function openAccounts(accounts: AccountsService, staff: Staff): Promise<void> {
  const passwordHash = await accounts.hashPassword(DEMO_PASSWORD);
  await accounts.createUsers(staff.people.map((person) => ({ ...person, passwordHash })));
}

/** What the shipped list of units leaves open because it must be true: here it is invented, and looks it. */
async function furnishUnits(units: UnitsService, staff: Staff): Promise<void> {
  const admin: Actor = staff.one(TOWN, 'admin');
  const all = await units.all();
  for (const [i, unit] of all.entries()) {
    const invented = {
      phone: unit.phone ?? `0257 3000 ${String(100 + i)}`,
      hotline: unit.hotline ?? '0257 3000 199',
      signerName: unit.signerName ?? staff.signerName(unit),
      address: unit.address ?? addressOf(unit),
    };
    const adoption = { key: 'apologies_from', value: FIRST_DAY, validFrom: FIRST_DAY } as const;
    await units.change(unit.code, invented, admin, unit.code === TOWN ? [adoption] : []);
  }
}

function addressOf({ kind, name }: Unit): string {
  return kind === 'commune' ? `Trụ sở ${name} (địa chỉ minh họa)` : 'Trụ sở cơ quan thị xã Sông Cầu (địa chỉ minh họa)';
}
