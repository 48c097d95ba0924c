import { Injectable } from '@nestjs/common';
import type { DayRange } from '../domain/kpi/period.js';
import { FilingsRepository, type Filing } from './filings.repository.js';

/** Which procedures were filed at all, and how. */
@Injectable()
export class FilingsService {
  constructor(private readonly repository: FilingsRepository) {}

  /**
   * @param unitCodes the node and everything below it
   * @param range whole half-months, the last one so far
   * @returns nothing for what was not filed
   */
  of(nodeCode: string, unitCodes: readonly string[], range: DayRange): Promise<Filing[]> {
    return this.repository.of(nodeCode, unitCodes, range);
  }
}

export type { Filing };
