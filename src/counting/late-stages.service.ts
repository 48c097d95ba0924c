import { Injectable } from '@nestjs/common';
import type { DayRange } from '../domain/kpi/period.js';
import { LateStagesRepository, type LateStage } from './late-stages.repository.js';

/** Where time was lost: stages held beyond their own limit, folded durations only. */
@Injectable()
export class LateStagesService {
  constructor(private readonly repository: LateStagesRepository) {}

  /**
   * @param nodeCodes each stands for itself and everything below it
   * @param range whole half-months: a calendar month, or a statutory period
   */
  of(nodeCodes: readonly string[], range: DayRange): Promise<LateStage[]> {
    return this.repository.of(nodeCodes, range);
  }
}

export type { LateStage };
