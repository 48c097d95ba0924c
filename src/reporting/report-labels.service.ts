import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';

/** What can have a name of its own. Channels and periods are words of the view. */
export type Named = 'unit' | 'field' | 'procedure' | 'officer' | 'channel';

/** What the keys of a report are called. */
@Injectable()
export class ReportLabelsService {
  constructor(
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * @param onDay names as they were on this day: a new version may rename a procedure
   * @returns names by key; a key without a name is missing, and shown as it is
   */
  async of(kind: Named, keys: readonly string[], onDay: PlainDate): Promise<ReadonlyMap<string, string>> {
    switch (kind) {
      case 'unit':
        return new Map((await this.units.all()).map(({ code, name }) => [code, name]));
      case 'field':
        return new Map((await this.procedures.all(onDay)).map(({ fieldCode, fieldName }) => [fieldCode, fieldName]));
      case 'procedure':
        return new Map((await this.procedures.all(onDay)).map(({ procedureCode, name }) => [procedureCode, name]));
      case 'officer':
        return this.accounts.names(keys);
      case 'channel':
        return new Map();
    }
  }
}
