import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';

/** The names a receipt prints. */
@Injectable()
export class ReceiptNames {
  constructor(
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
  ) {}

  async of(dossier: Dossier, receiver: string): Promise<{ unit: Unit; procedureName: string; receiverName: string }> {
    const [unit, version, names] = await Promise.all([
      this.units.unit(dossier.unitCode),
      this.procedures.version(dossier.procedureVersionId),
      this.accounts.names([receiver]),
    ]);
    return { unit, procedureName: version.name, receiverName: names.get(receiver) ?? receiver };
  }
}
