import { Inject, Injectable } from '@nestjs/common';
import { day15YearOf, monthsUpTo, parsePeriod, type Period } from '../../domain/kpi/period.js';
import { ruleChange } from '../../domain/kpi/qd766.js';
import type { Clock } from '../../domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { soFar } from '../named-period.js';
import { Qd766RuleRepository, type KeptChange, type UnitChange } from './qd766-rule.repository.js';

const MONTHS = 24;
const PARTS = ['', '-Q1', '-Q2', '-Q3', '-Q4', '-6M', '-9M'];

/** What rule 2.1 of QĐ 766 changes: it looks into each dossier, so it is counted at night and kept. */
@Injectable()
export class Qd766Rule {
  constructor(
    private readonly repository: Qd766RuleRepository,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns null while no night has counted the period */
  kept({ code }: Period, unitCodes: readonly string[]): Promise<KeptChange | null> {
    return this.repository.kept(code, unitCodes);
  }

  /** Counts this reporting year and the last, up to yesterday: a day must have ended to be judged. */
  async count(): Promise<void> {
    const yesterday = addDays(localDate(this.clock.now()), -1);
    const periods = periodsKept(yesterday).map((period) => ({ ...period, ...soFar(period, yesterday) }));
    const since = periods.map(({ from }) => from).reduce((a, b) => (a < b ? a : b), yesterday);
    const sums = new Map(periods.map(({ code }) => [code, new Map<string, UnitChange>()]));
    for await (const dossier of this.repository.supplemented(since)) {
      for (const period of periods) {
        const { part, whole } = ruleChange(dossier, period);
        if (part !== 0 || whole !== 0) add(sums.get(period.code), { unitCode: dossier.unitCode, part, whole });
      }
    }
    for (const { code, to } of periods) {
      const changes = [...(sums.get(code)?.values() ?? [])];
      await this.transactor.run((tx) => this.repository.replace(tx, code, to, changes));
    }
  }
}

function periodsKept(day: PlainDate): Period[] {
  const year = Number(day15YearOf(day).code);
  const named = [year, year - 1].flatMap((one) => PARTS.map((part) => parsePeriod(`${String(one)}${part}`)));
  return [...named, ...monthsUpTo(day, MONTHS)].filter(({ from }) => from <= day);
}

function add(sums: Map<string, UnitChange> | undefined, change: UnitChange): void {
  const known = sums?.get(change.unitCode) ?? { unitCode: change.unitCode, part: 0, whole: 0 };
  sums?.set(change.unitCode, { ...known, part: known.part + change.part, whole: known.whole + change.whole });
}
