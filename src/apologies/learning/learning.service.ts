import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import {
  COURSE_STEPS,
  repeated,
  spreadOf,
  type CourseStep,
  type LetterCourse,
  type ReasonCount,
  type Spread,
} from '../../domain/apology/learning.js';
import type { Reason } from '../../domain/apology/reasons.js';
import { Database } from '../../platform/database/database.js';
import { ReasonsService } from '../../units/reasons.service.js';
import { CoverBoards, type CoverAsked, type CoverFrame } from '../coverage/cover-board.service.js';
import { SecondPromisesRepository } from '../second-promise/second-promises.repository.js';
import { LearningRepository, SAMPLE } from './learning.repository.js';

export interface UnitTimes {
  readonly unitCode: string;
  readonly letters: number;
  readonly spreads: Readonly<Record<CourseStep, Spread>>;
}

export interface Kept {
  readonly unitCode: string;
  readonly kept: number;
  readonly broken: number;
}

export interface Lessons {
  readonly frame: CoverFrame;
  readonly reasons: readonly ReasonCount[];
  readonly times: readonly UnitTimes[];
  readonly second: readonly Kept[];
  /** some unit had more letters than were looked at */
  readonly cut: boolean;
  /** words of the reasons, by unit and key */
  readonly words: ReadonlyMap<string, readonly Reason[]>;
}

/** What an office can learn from its apologies. */
@Injectable()
export class LearningService {
  constructor(
    private readonly database: Database,
    private readonly boards: CoverBoards,
    private readonly repository: LearningRepository,
    private readonly promises: SecondPromisesRepository,
    private readonly reasons: ReasonsService,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach, `request.invalid` for a period that is none */
  async lessons(asked: CoverAsked, by: Actor): Promise<Lessons> {
    const frame = await this.boards.frame(asked, by);
    const { unitCodes, period } = frame;
    const courses = await Promise.all(unitCodes.map((code) => this.repository.courses(code, period)));
    const counted = repeated(courses.flat());
    const units = [...new Set(counted.map(({ unitCode }) => unitCode))];
    const months = await this.promises.months(this.database, unitCodes, [
      period.from.slice(0, 7),
      period.to.slice(0, 7),
    ]);
    return {
      frame,
      reasons: counted,
      times: courses.flatMap((own) => (own[0] ? [timesOf(own[0].unitCode, own)] : [])),
      second: unitCodes.flatMap((unitCode) => keptOf(unitCode, months)),
      cut: courses.some(({ length }) => length === SAMPLE),
      words: new Map(await Promise.all(units.map(async (code) => [code, await this.reasons.of(code)] as const))),
    };
  }
}

function timesOf(unitCode: string, courses: readonly LetterCourse[]): UnitTimes {
  const spreads = COURSE_STEPS.map((step) => [step, spreadOf(courses, step)] as const);
  return { unitCode, letters: courses.length, spreads: Object.fromEntries(spreads) as UnitTimes['spreads'] };
}

function keptOf(unitCode: string, months: readonly Kept[]): Kept[] {
  const own = months.filter((month) => month.unitCode === unitCode);
  const sum = (of: 'kept' | 'broken'): number => own.reduce((total, month) => total + month[of], 0);
  return own.length === 0 ? [] : [{ unitCode, kept: sum('kept'), broken: sum('broken') }];
}
