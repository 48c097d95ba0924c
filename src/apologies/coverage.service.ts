import { Injectable } from '@nestjs/common';
import { CAUSES, type Cause } from '../domain/apology/cause.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { CoverageRepository, type CoverageQuestion, type Missing, type Part } from './coverage.repository.js';

/** Coverage of the obligations of one cause, or of one fault. */
export interface Share {
  readonly opened: number;
  readonly issued: number;
  readonly waived: number;
  /** still owed */
  readonly missing: number;
  readonly historic: number;
  readonly issuedRate: number | null;
}

export interface Coverage {
  readonly opened: number;
  readonly drafted: number;
  readonly issued: number;
  /** of these, issued under a standing approval (APOLOGY_MODE=auto) */
  readonly automatic: number;
  readonly delivered: number;
  readonly presumedDelivered: number;
  readonly waived: number;
  /** of these, with a paper that shows that the waiver was right */
  readonly waivedWithProof: number;
  /** of the issued, by the letter of an outside agency */
  readonly outside: number;
  readonly historic: number;
  readonly createdRate: number | null;
  readonly issuedRate: number | null;
  readonly deliveredRate: number | null;
  /** of what was owed for lateness, declared or not: settled within R17 */
  readonly timelyRate: number | null;
  /** every cause, whether or not anything was opened for it */
  readonly byCause: Readonly<Record<Cause, Share>>;
  /** the letter goes out whosever fault it was; both rates are shown */
  readonly byFault: Readonly<Record<Fault, Share>>;
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
    const [sums, parts, missing] = await Promise.all([
      this.coverage.sums(question),
      this.coverage.parts(question),
      this.coverage.missing(question),
    ]);
    return {
      opened: sums.opened,
      drafted: sums.drafted,
      issued: sums.issued,
      automatic: sums.automatic,
      delivered: sums.delivered,
      presumedDelivered: sums.presumed,
      waived: sums.waived,
      waivedWithProof: sums.waivedWithProof,
      outside: sums.outside,
      historic: sums.historic,
      createdRate: share(sums.drafted, sums.opened),
      issuedRate: share(sums.issued, sums.opened),
      deliveredRate: share(sums.delivered + sums.presumed, sums.opened),
      timelyRate: share(sums.timely, sums.late),
      byCause: sharesBy(CAUSES, parts, ({ cause }) => cause),
      byFault: sharesBy(FAULTS, parts, ({ fault }) => fault),
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

const FAULTS: readonly Fault[] = ['ours', 'other_agency', 'none'];

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

function sharesBy<K extends string>(
  keys: readonly K[],
  all: readonly Part[],
  keyOf: (part: Part) => K,
): Record<K, Share> {
  const shares = keys.map((key) => [key, shareOf(all.filter((part) => keyOf(part) === key))] as const);
  return Object.fromEntries(shares) as Record<K, Share>;
}

function shareOf(parts: readonly Part[]): Share {
  const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const [opened, issued, waived] = [sum((part) => part.opened), sum((part) => part.issued), sum((part) => part.waived)];
  const historic = sum((part) => part.historic);
  return { opened, issued, waived, missing: opened - issued - waived, historic, issuedRate: share(issued, opened) };
}
