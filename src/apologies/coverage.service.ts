import { Injectable } from '@nestjs/common';
import { CoverageRepository, type CoverageQuestion, type Missing } from './coverage.repository.js';

export interface Coverage {
  readonly opened: number;
  readonly drafted: number;
  readonly issued: number;
  /** of these, issued under a standing approval (APOLOGY_MODE=auto) */
  readonly automatic: number;
  readonly delivered: number;
  readonly presumedDelivered: number;
  readonly waived: number;
  readonly historic: number;
  readonly createdRate: number | null;
  readonly issuedRate: number | null;
  readonly deliveredRate: number | null;
  readonly timelyRate: number | null;
  readonly byDossier: { readonly opened: number; readonly issued: number; readonly issuedRate: number | null };
  readonly missing: readonly Missing[];
  /** how many are missing in all; `missing` shows the first of them */
  readonly missingTotal: number;
}

/** Who is still owed an apology: a list that must be empty. */
@Injectable()
export class CoverageService {
  constructor(private readonly coverage: CoverageRepository) {}

  /**
   * Coverage of the obligations opened in a period. `opened` is all but historic and averted; missing is exactly what
   * is still owed; rates divide by `opened`, so that a waiver shows, and are null when nothing was opened.
   *
   * Source: acts.md, Coverage; R31, R32.
   */
  async of(question: CoverageQuestion): Promise<Coverage> {
    const [sums, missing] = await Promise.all([this.coverage.sums(question), this.coverage.missing(question)]);
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);
    return {
      opened: sums.opened,
      drafted: sums.drafted,
      issued: sums.issued,
      automatic: sums.automatic,
      delivered: sums.delivered,
      presumedDelivered: sums.presumed,
      waived: sums.waived,
      historic: sums.historic,
      createdRate: share(sums.drafted, sums.opened),
      issuedRate: share(sums.issued, sums.opened),
      deliveredRate: share(sums.delivered + sums.presumed, sums.opened),
      timelyRate: share(sums.timely, sums.opened),
      byDossier: {
        opened: sums.dossiers,
        issued: sums.dossiersIssued,
        issuedRate: share(sums.dossiersIssued, sums.dossiers),
      },
      missing,
      missingTotal: sums.opened - sums.issued - sums.waived,
    };
  }
}
