import { Injectable } from '@nestjs/common';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';

/** Names a notice mentions. */
@Injectable()
export class NoticeNames {
  constructor(
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
  ) {}

  async of(dossier: {
    responsibleUnitCode: string;
    unitCode: string;
    procedureVersionId: string;
  }): Promise<{ agency: string; procedure: string; hotline: string | null }> {
    const [agency, desk, version] = await Promise.all([
      this.units.unit(dossier.responsibleUnitCode),
      this.units.unit(dossier.unitCode),
      this.procedures.version(dossier.procedureVersionId),
    ]);
    return { agency: agency.name, procedure: version.name, hotline: desk.hotline };
  }
}
