import { Inject, Injectable } from '@nestjs/common';
import { CountsService, type CountRow } from '../../counting/counts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Channel } from '../../domain/dossier/status.js';
import { DomainError } from '../../domain/errors.js';
import { addIi06, brokenIdentities, ii06Of, NO_II06, type Ii06Figures, type Ii06Form } from '../../domain/kpi/ii06.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Unit, UnitKind } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { ReportLabelsService } from '../report-labels.service.js';
import { ReportScopeService } from '../report-scope.service.js';

export interface Ii06Asked {
  readonly form: Ii06Form;
  readonly period: Period;
  /** null is the reader's own unit */
  readonly unitCode: string | null;
}

/** Under which heading a unit stands on form b. */
export type Ii06Group = 'agencies' | 'towns' | 'communes';

export interface Ii06Row {
  /** field code, or unit code on form b */
  readonly key: string;
  readonly name: string;
  /** only on form b */
  readonly group: Ii06Group | null;
  readonly figures: Ii06Figures;
}

/** Form II.06 as it stands: what became known of closed periods later stands where it was posted to (R27). */
export interface Ii06Report {
  readonly form: Ii06Form;
  readonly unit: Unit;
  readonly period: Period;
  /** the period is not over: figures until today */
  readonly isOpen: boolean;
  /** units below that hand in a form of their own are left out: only form a does so */
  readonly leavesOut: boolean;
  readonly rows: readonly Ii06Row[];
  readonly total: Ii06Figures;
}

export interface Ii06Question {
  readonly question: Parameters<CountsService['count']>[0];
  readonly drawn: (counted: readonly CountRow[]) => Ii06Report;
}

const GROUP: Readonly<Record<UnitKind, Ii06Group>> = {
  division: 'agencies',
  branch: 'agencies',
  outside_agency: 'agencies',
  town: 'towns',
  commune: 'communes',
};

const GROUPS: readonly Ii06Group[] = ['agencies', 'towns', 'communes'];

const alphabet = new Intl.Collator('vi', { numeric: true });

/** Form II.06 of TT 01/2020 from the bins: a year costs what its half-months cost, whatever was received. Reads only. */
@Injectable()
export class StatutoryService {
  constructor(
    private readonly counts: CountsService,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `auth.forbidden` for a unit out of reach, `internal` naming the line that does not add up (R25)
   */
  async report(actor: Actor, asked: Ii06Asked): Promise<Ii06Report> {
    const { question, drawn } = await this.ask(actor, asked);
    return drawn(await this.counts.count(question));
  }

  /** What is to be counted, and how a report is made of it: for whoever reads the counts in a transaction. */
  async ask(actor: Actor, { form, period, unitCode }: Ii06Asked): Promise<Ii06Question> {
    const scope = await this.scopes.of(actor, unitCode);
    const tree = await this.units.tree();
    const unit = tree.get(scope.unit.code);
    const apart = form === 'a' ? lowerLevel(tree.units, scope.unitCodes, unit.code) : [];
    const left = new Set(apart.flatMap((code) => tree.subtree(code)));
    const branches = new Map([...(await this.scopes.branches(scope))].filter(([code]) => !left.has(code)));
    const names = await this.labels.of(form === 'b' ? 'unit' : 'field', [], period.to);
    const groupOf = (key: string): Ii06Group | null =>
      form !== 'b' ? null : key === unit.code ? 'agencies' : GROUP[tree.get(key).kind];
    const isOpen = period.to >= localDate(this.clock.now());
    return {
      question: {
        ...{ unitCode: unit.code, branches, without: apart, byChannel: true, asReported: true },
        ...{ grouping: form === 'b' ? 'unit' : 'field', periods: [period] },
      },
      drawn: (counted) => {
        const rows = rowsOf(counted, names, groupOf);
        const total = rows.reduce((sum, { figures }) => addIi06(sum, figures), NO_II06);
        demandSound([...rows, { key: '', figures: total }]);
        return { form, unit, period, isOpen, leavesOut: apart.length > 0, rows, total };
      },
    };
  }
}

function rowsOf(
  counted: readonly CountRow[],
  names: ReadonlyMap<string, string>,
  groupOf: (key: string) => Ii06Group | null,
): Ii06Row[] {
  const keys = [...new Set(counted.map(({ key }) => key))];
  const rows = keys.map((key): Ii06Row => {
    const own = counted.filter((row) => row.key === key);
    const figures = ii06Of(own.map((row) => ({ ...row, channel: row.channel as Channel })));
    return { key, name: names.get(key) ?? key, group: groupOf(key), figures };
  });
  const place = ({ group }: Ii06Row): number => (group === null ? 0 : GROUPS.indexOf(group));
  return rows.sort((a, b) => place(a) - place(b) || alphabet.compare(a.name, b.name) || (a.key < b.key ? -1 : 1));
}

/** The nearest units below that are an administration of their own: what they resolve stands on their own form. */
function lowerLevel(units: readonly Unit[], inside: readonly string[], top: string): string[] {
  const isOwn = new Set(
    units
      .filter(({ code, kind }) => code !== top && inside.includes(code) && (kind === 'commune' || kind === 'town'))
      .map(({ code }) => code),
  );
  const parents = new Map(units.map(({ code, parentCode }) => [code, parentCode]));
  const isBelowOne = (code: string): boolean => {
    for (let at = parents.get(code) ?? null; at !== null && at !== top; at = parents.get(at) ?? null)
      if (isOwn.has(at)) return true;
    return false;
  };
  return [...isOwn].filter((code) => !isBelowOne(code));
}

/** No figure is better than a wrong one (R25). */
function demandSound(lines: readonly { readonly key: string; readonly figures: Ii06Figures }[]): void {
  for (const { key, figures } of lines) {
    const broken = brokenIdentities(figures);
    if (broken.length > 0) throw new DomainError('internal', 'a line of form II.06 does not add up', { key, broken });
  }
}
