import { Injectable } from '@nestjs/common';
import { maySeekOutside } from '../../domain/dossier/acts/outside.js';
import { accepted, type AcceptedDossier } from '../../domain/dossier/dossier.js';
import { mayActFor, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { DossierQueryService, type DossierRecord } from '../../dossiers/dossier-query.service.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { UnitsService } from '../../units/units.service.js';
import { outsideRequestHtml, type OutsideRequestFacts } from './outside-request.view.js';
import { OutsidePress } from './outside-press.js';

/** The paper that asks an outside agency at fault for its letter. */
@Injectable()
export class OutsideRequests {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly templates: Templates,
    private readonly config: AppConfig,
    private readonly press: OutsidePress,
  ) {}

  /**
   * @throws DomainError `not_found` for a dossier or an obligation that is none of the reader's business; `auth.forbidden`
   *   for those who may not ask; `letter.action_refused` where no outside agency is at fault
   */
  async html(code: string, obligationId: string, by: Actor): Promise<string> {
    return outsideRequestHtml(this.templates, await this.facts(code, obligationId, by));
  }

  /** The same as a PDF, dated by the dossier's last event: the same facts give the same bytes. Throws as `html`. */
  async pdf(code: string, obligationId: string, by: Actor): Promise<Buffer> {
    const facts = await this.facts(code, obligationId, by);
    return this.press.print(outsideRequestHtml(this.templates, facts), facts);
  }

  private async facts(code: string, obligationId: string, by: Actor): Promise<OutsideRequestFacts> {
    const record = await this.dossiers.record(code, by);
    const dossier = accepted(record.dossier);
    const owed = record.obligations.find(({ id }) => id === obligationId);
    if (!owed) throw new DomainError('not_found', 'the dossier has no such obligation');
    await this.requireOffice(dossier, by);
    if (owed.fault !== 'other_agency') {
      const refused = { code, action: 'ask_outside', allowed: [] };
      throw new DomainError('letter.action_refused', 'no outside letter for this obligation: our own fault', refused);
    }
    const [agency, desk, version, outsideName] = await Promise.all([
      this.units.unit(dossier.responsibleUnitCode),
      this.units.unit(dossier.unitCode),
      this.procedures.version(dossier.procedureVersionId),
      this.outsideName(record),
    ]);
    return {
      agency,
      deskName: `Bộ phận Tiếp nhận và Trả kết quả ${desk.name}`,
      outsideName,
      applicantName: record.people.find(({ role }) => role === 'applicant')?.name ?? '',
      code,
      procedureName: version.name,
      cause: owed.cause,
      acceptedAt: dossier.acceptedAt,
      promisedAt: dossier.originalDueAt,
      phone: desk.phone,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }

  private async requireOffice(dossier: AcceptedDossier, by: Actor): Promise<void> {
    const { responsibleUnitCode: unitCode } = dossier;
    const commands = mayActFor(by, unitCode, await this.units.ancestors(unitCode));
    if (maySeekOutside(dossier, by, commands)) return;
    throw new DomainError('auth.forbidden', 'only the agency that owes the letter, or the desk, may do this', {
      unitCode,
    });
  }

  /** The outside agency that had the papers last. */
  private async outsideName({ handOvers }: DossierRecord): Promise<string | null> {
    for (const { toUnitCode } of [...handOvers].reverse()) {
      const unit = await this.units.unit(toUnitCode);
      if (unit.kind === 'outside_agency') return unit.name;
    }
    return null;
  }
}
