import { Injectable } from '@nestjs/common';
import { CAUSES, type Cause } from '../../domain/apology/cause.js';
import { addCover, listLength, NO_COVER, type CoverCounts } from '../../domain/apology/coverage.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { UnitsService } from '../../units/units.service.js';
import type { Path } from '../../counting/roll-up.js';
import type { Place } from './cover-places.js';
import { CoverageRepository, type CoverSum } from './coverage.repository.js';
import { MissingRepository, type Missing } from './missing.repository.js';

/** Whose obligations: a unit's own, or with everything below it. */
export interface CoverScope {
  readonly unitCode: string;
  readonly below: boolean;
}

export interface CoverageQuestion extends CoverScope {
  /** days of opening, both inside; null: from the beginning, until now */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

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
  /** a letter is begun, or issued */
  readonly drafted: number;
  readonly issued: number;
  /** of these, issued under a standing approval (APOLOGY_MODE=auto) */
  readonly automatic: number;
  /** known to be in the citizen's hands; with those presumed to be it is what `deliveredRate` counts */
  readonly delivered: number;
  readonly presumedDelivered: number;
  readonly waived: number;
  /** of these, with a paper that shows that the waiver was right */
  readonly waivedWithProof: number;
  /** of the issued, by the letter of an outside agency: recorded when it has come */
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
  /** a dossier counts once, with its first obligation, and has its letter when nothing more is owed to it */
  readonly byDossier: { readonly opened: number; readonly issued: number; readonly issuedRate: number | null };
  readonly missing: readonly Missing[];
  /** how many are missing in all; `missing` shows the first of them */
  readonly missingTotal: number;
}

export const FAULTS: readonly Fault[] = ['ours', 'other_agency', 'none'];

const BEGINNING = '0000-01-01' as PlainDate;
const END = '9999-12-31' as PlainDate;

/** Who is still owed an apology: a list that must be empty. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly coverage: CoverageRepository,
    private readonly missings: MissingRepository,
    private readonly units: UnitsService,
  ) {}

  /**
   * Coverage of the obligations opened in a period. `opened` is all but historic and averted; missing is exactly what
   * is still owed; rates divide by `opened`, so that a waiver shows, and are null when nothing was opened.
   *
   * Source: acts.md, Coverage; R31, R32.
   */
  async of(question: CoverageQuestion): Promise<Coverage> {
    const { from, to, unitCode, below } = question;
    const period = from === null && to === null ? null : { from: from ?? BEGINNING, to: to ?? END };
    const [sums, missing] = await Promise.all([
      this.sums([placeOf({ unitCode, below })], [period]),
      this.missings.first(
        below ? await this.units.subtree(unitCode) : [unitCode],
        period ?? { from: BEGINNING, to: END },
      ),
    ]);
    return coverageOf(sums, missing);
  }

  /** The sums behind every rate, by cause and fault, at several places or in several periods at once. */
  async sums(places: readonly Place[], periods: readonly (DayRange | null)[]): Promise<CoverSum[]> {
    return this.coverage.sums({ places, periods, path: await this.path() });
  }

  /** The unit itself and everything above it. */
  async path(): Promise<Path> {
    const tree = await this.units.tree();
    return (unitCode) => [unitCode, ...tree.ancestors(unitCode)];
  }
}

export function placeOf({ unitCode, below }: CoverScope): Place {
  return { nodeCode: unitCode, span: below ? 'tree' : 'own' };
}

export function totalOf(sums: readonly CoverSum[]): CoverCounts {
  return sums.reduce((total, { counts }) => addCover(total, counts), NO_COVER);
}

/** Of what was owed for lateness, declared or not: R31's second rate counts only this. */
export function lateOf(sums: readonly CoverSum[]): CoverCounts {
  return totalOf(sums.filter(({ cause }) => cause === 'late'));
}

function coverageOf(sums: readonly CoverSum[], missing: readonly Missing[]): Coverage {
  const all = totalOf(sums);
  return {
    opened: all.opened,
    drafted: all.created,
    issued: all.issued,
    automatic: all.automatic,
    delivered: all.delivered - all.presumed,
    presumedDelivered: all.presumed,
    waived: all.waived,
    waivedWithProof: all.proven,
    outside: all.outside,
    historic: all.historic,
    createdRate: share(all.created, all.opened),
    issuedRate: share(all.issued, all.opened),
    deliveredRate: share(all.delivered, all.opened),
    timelyRate: share(all.timely, lateOf(sums).opened),
    byCause: sharesBy(CAUSES, sums, ({ cause }) => cause),
    byFault: sharesBy(FAULTS, sums, ({ fault }) => fault),
    byDossier: {
      opened: all.dossiers,
      issued: all.dossiersIssued,
      issuedRate: share(all.dossiersIssued, all.dossiers),
    },
    missing,
    missingTotal: listLength('missing', all),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

function sharesBy<K extends string>(
  keys: readonly K[],
  all: readonly CoverSum[],
  keyOf: (sum: CoverSum) => K,
): Record<K, Share> {
  const shares = keys.map((key) => [key, shareOf(totalOf(all.filter((sum) => keyOf(sum) === key)))] as const);
  return Object.fromEntries(shares) as Record<K, Share>;
}

function shareOf(counts: CoverCounts): Share {
  const { opened, issued, waived, historic } = counts;
  return {
    opened,
    issued,
    waived,
    missing: listLength('missing', counts),
    historic,
    issuedRate: share(issued, opened),
  };
}
