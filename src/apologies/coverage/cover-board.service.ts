import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { addCover, NO_COVER, type CoverCounts } from '../../domain/apology/coverage.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { ObligationsService } from '../obligations.service.js';
import { periodOf } from './cover-periods.js';
import type { Place } from './cover-places.js';
import type { CoverSum } from './coverage.repository.js';
import { CoverageService, placeOf, totalOf, type CoverScope } from './coverage.service.js';

export interface CoverAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
}

/** Whose obligations of which days a page is about. */
export interface CoverFrame extends CoverScope {
  readonly unitName: string;
  /** the unit, or it and all below it */
  readonly unitCodes: readonly string[];
  readonly period: Period;
  readonly today: PlainDate;
  /** units the reader may choose from */
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

export interface CoverUnit {
  /** null: what the unit itself owes, beside what those below it do */
  readonly code: string | null;
  readonly name: string;
  readonly counts: CoverCounts;
  /** of these, owed for lateness */
  readonly lateOpened: number;
}

export interface CoverBoard {
  readonly frame: CoverFrame;
  readonly sums: readonly CoverSum[];
  /** those just below, and the unit's own; none where there is nobody below */
  readonly byUnit: readonly CoverUnit[];
}

/** What the page of coverage shows. Reads bins only. */
@Injectable()
export class CoverBoards {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly coverage: CoverageService,
    private readonly obligations: ObligationsService,
    private readonly units: UnitsService,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach, `request.invalid` for a period that is none */
  async frame({ unit, period }: CoverAsked, by: Actor): Promise<CoverFrame> {
    const today = localDate(this.clock.now());
    const [scope, reach, tree] = await Promise.all([
      this.obligations.reach(unit, by),
      this.obligations.scope(undefined, by),
      this.units.tree(),
    ]);
    return {
      ...scope,
      unitName: tree.get(scope.unitCode).name,
      unitCodes: scope.below ? tree.subtree(scope.unitCode) : [scope.unitCode],
      period: periodOf(period, today),
      today,
      units: reach.map((code) => ({ code, name: tree.get(code).name })),
    };
  }

  /** Throws as `frame`. */
  async board(asked: CoverAsked, by: Actor): Promise<CoverBoard> {
    const frame = await this.frame(asked, by);
    const { unitCode, below, period } = frame;
    const children = below ? await this.children(unitCode) : [];
    const own: readonly Place[] = children.length > 0 ? [{ nodeCode: unitCode, span: 'own' }] : [];
    const places: readonly Place[] = children.map(({ code }) => ({ nodeCode: code, span: 'tree' }));
    const all = await this.coverage.sums([placeOf(frame), ...own, ...places], [period]);
    const at = (place: Place): CoverSum[] =>
      all.filter(({ nodeCode, span }) => nodeCode === place.nodeCode && span === place.span);
    const rows = [
      ...own.map((place) => unitRow(null, frame.unitName, at(place))),
      ...children.map(({ code, name }) => unitRow(code, name, at({ nodeCode: code, span: 'tree' }))),
    ];
    return { frame, sums: at(placeOf(frame)), byUnit: rows.filter(({ counts }) => isSomething(counts)) };
  }

  private async children(unitCode: string): Promise<{ code: string; name: string }[]> {
    const { units } = await this.units.tree();
    return units.filter(({ parentCode }) => parentCode === unitCode);
  }
}

function unitRow(code: string | null, name: string, sums: readonly CoverSum[]): CoverUnit {
  const late = sums.filter(({ cause }) => cause === 'late');
  return {
    code,
    name,
    counts: totalOf(sums),
    lateOpened: late.reduce((all, { counts }) => addCover(all, counts), NO_COVER).opened,
  };
}

function isSomething({ opened, averted, historic }: CoverCounts): boolean {
  return opened + averted + historic > 0;
}
