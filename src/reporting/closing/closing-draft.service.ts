import { Injectable } from '@nestjs/common';
import { CoverageService } from '../../apologies/coverage/coverage.service.js';
import { CountsService } from '../../counting/counts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { II06_FORMS } from '../../domain/kpi/ii06.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Queries } from '../../platform/database/sql.js';
import { ReportScopeService } from '../report-scope.service.js';
import { ReportingRepository } from '../reporting.repository.js';
import { StatutoryService, type Ii06Report } from '../statutory/statutory.service.js';

/** What is handed in with the figures: it never keeps anybody from closing, and is not hidden either. */
export interface Attached {
  readonly defects: readonly string[];
  readonly owed: readonly string[];
  readonly defectsTotal: number;
  readonly owedTotal: number;
}

/** A period as it would be closed. */
export interface ClosingDraft {
  readonly unitCodes: readonly string[];
  readonly attached: Attached;
  /** the forms, read with whatever is handed in: outside a transaction, and in the one that closes */
  readonly forms: (queries?: Queries) => Promise<readonly Ii06Report[]>;
}

/** Codes that an attached list names; how many there are in all is said besides. */
const NAMED = 200;

/** Draws up what a head closes: the three forms, dossiers that cannot be counted honestly, letters still owed. */
@Injectable()
export class ClosingDrafts {
  constructor(
    private readonly statutory: StatutoryService,
    private readonly counts: CountsService,
    private readonly scopes: ReportScopeService,
    private readonly repository: ReportingRepository,
    private readonly coverage: CoverageService,
  ) {}

  /** @throws DomainError `auth.forbidden` for a unit out of reach */
  async of(actor: Actor, unitCode: string, period: Period): Promise<ClosingDraft> {
    const scope = await this.scopes.of(actor, unitCode);
    const asked = await Promise.all(II06_FORMS.map((form) => this.statutory.ask(actor, { form, period, unitCode })));
    const defects = await this.repository.unsound(scope.unitCodes, period, NAMED + 1);
    const { missing, missingTotal } = await this.coverage.of({ unitCode, below: true, from: null, to: period.to });
    return {
      unitCodes: scope.unitCodes,
      attached: {
        defects: defects.slice(0, NAMED),
        owed: [...new Set(missing.map(({ dossierCode }) => dossierCode))].slice(0, NAMED),
        ...{ defectsTotal: defects.length, owedTotal: missingTotal },
      },
      forms: async (queries) => {
        const reports: Ii06Report[] = [];
        for (const { question, drawn } of asked) reports.push(drawn(await this.counts.count(question, queries)));
        return reports;
      },
    };
  }
}
