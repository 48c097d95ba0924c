import { Inject, Injectable } from '@nestjs/common';
import { demandGood } from '../accounts/account-rules.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { CalendarImportService } from '../calendar/calendar-import.service.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { ProceduresImportService } from '../procedures/procedures-import.service.js';
import { UnitsImportService } from '../units/units-import.service.js';
import { UnitsService } from '../units/units.service.js';

/** The agency the installation begins with: one that is there already, the shipped ones, or one's own. */
export type Ground =
  | { readonly kind: 'known'; readonly unitCode: string }
  | { readonly kind: 'shipped' }
  | { readonly kind: 'own'; readonly unitCode: string; readonly name: string; readonly place: string };

export interface FirstAdmin {
  readonly username: string;
  readonly fullName: string;
  readonly password: string;
}

/** Makes an empty installation one that somebody can sign in to. */
@Injectable()
export class FirstRunService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly units: UnitsService,
    private readonly unitsImport: UnitsImportService,
    private readonly calendar: CalendarImportService,
    private readonly procedures: ProceduresImportService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Agencies without one above them, by code: those an administrator can stand at the head of. */
  async roots(): Promise<readonly { readonly code: string; readonly name: string }[]> {
    return (await this.units.all()).filter(({ parentCode }) => parentCode === null);
  }

  /**
   * May be repeated after it broke off: what is there already stays as it is. The account comes last, because with it
   * the first run is over.
   *
   * @throws DomainError `conflict.closed` once there is an account; `request.invalid`
   */
  async begin(admin: FirstAdmin, ground: Ground): Promise<string> {
    if (await this.accounts.any()) throw new DomainError('conflict.closed', 'the first run is over');
    const { password, ...person } = admin;
    demandGood(person.username, password);
    const unitCode = await this.prepare(ground);
    return this.accounts.createUser(null, { ...person, unitCode, roles: ['admin'] }, password);
  }

  /** @returns the unit whose administrator is made */
  private async prepare(ground: Ground): Promise<string> {
    if (ground.kind === 'own') await this.found(ground);
    if (ground.kind === 'shipped') await this.unitsImport.loadShipped('setup');
    await this.calendar.loadShipped('setup');
    if (ground.kind === 'shipped') await this.procedures.loadShipped('setup');
    const [root] = await this.roots();
    const unitCode = ground.kind === 'shipped' ? root?.code : ground.unitCode;
    if (unitCode === undefined) throw invalid('ground', 'setup.fault.no_unit');
    return unitCode;
  }

  /** The agency itself, with a desk of its own; divisions and what papers print are added on its pages. */
  private async found({ unitCode, name, place }: Extract<Ground, { kind: 'own' }>): Promise<void> {
    const row = {
      code: unitCode,
      parentCode: '',
      kind: 'town',
      name,
      shortName: name.slice(0, 80),
      place,
      address: '',
      phone: '',
      hotline: '',
      letterheadSuperior: '',
      letterheadAgency: name,
      signerTitle: 'CHỦ TỊCH',
      signerAuthority: 'TM. ỦY BAN NHÂN DÂN',
      signerName: '',
      hasDesk: 'yes',
      deskUnitCode: unitCode,
      certainty: 'K',
      validFrom: `${localDate(this.clock.now()).slice(0, 4)}-01-01`,
      validTo: '',
    };
    const csv = [Object.keys(row), Object.values(row).map(quoted)].map((cells) => cells.join(',')).join('\n');
    const report = await this.unitsImport.importCsv(`${csv}\n`, { dryRun: false, by: 'setup' });
    const [wrong] = report.rejected;
    if (wrong) throw invalid('unitCode', wrong.message);
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}
