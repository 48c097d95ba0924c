import { Injectable } from '@nestjs/common';
import { DomainError, type DomainErrorCode, type Facts } from '../domain/errors.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { UnitChangesService } from './unit-changes.service.js';
import type { Unit } from './unit.js';
import { UnitsService } from './units.service.js';

/** A unit that is no more, and who goes on with its work. */
export interface Closure {
  readonly unit: Unit;
  /** the first day without it */
  readonly from: PlainDate;
  /** null: nobody was named */
  readonly successor: Unit | null;
}

/** Successors of successors: more than this is a circle. */
const MOST_STEPS = 10;

/** Units that have ended: they receive nothing, and nothing is handed to them. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly units: UnitsService,
    private readonly changes: UnitChangesService,
  ) {}

  /** @returns null for a unit that stands on the day @throws DomainError `not_found` */
  async of(code: string, day: PlainDate): Promise<Closure | null> {
    const unit = await this.units.unit(code);
    if (!isClosed(unit, day)) return null;
    return { unit, from: unit.validTo, successor: await this.successor(unit, day) };
  }

  /** Whoever goes on with the work on the day: of a successor that ended too, its own. */
  private async successor(unit: Unit, day: PlainDate): Promise<Unit | null> {
    let next = await this.named(unit);
    for (let step = 0; next !== null && isClosed(next, day); step += 1) {
      next = step < MOST_STEPS ? await this.named(next) : null;
    }
    return next;
  }

  private async named({ code }: Unit): Promise<Unit | null> {
    const recorded = await this.changes.of(code);
    const named = recorded.find(({ cancelledAt, changes }) => cancelledAt === null && changes.successorCode);
    return named?.changes.successorCode ? this.units.unit(named.changes.successorCode) : null;
  }
}

/** @returns whether the unit had ended by the day: `validTo` is the first day without it */
export function isClosed(unit: Unit, day: PlainDate): unit is Unit & { readonly validTo: PlainDate } {
  return unit.validTo !== null && unit.validTo <= day;
}

/** Why something cannot be done with a unit that is no more; the facts name its successor. */
export function closedError(code: DomainErrorCode, closure: Closure, facts: Facts = {}): DomainError {
  return new DomainError(code, `${closure.unit.name} has ended`, { ...closureFacts(closure), ...facts });
}

function closureFacts({ unit, from, successor }: Closure): Facts {
  return {
    unitCode: unit.code,
    unit: unit.name,
    closedFrom: from,
    ...(successor && { successorCode: successor.code, successor: successor.name }),
  };
}
