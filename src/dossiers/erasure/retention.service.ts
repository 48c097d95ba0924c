import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, plainDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { readRetention, yearsKept, type Retention } from '../../units/retention.js';
import { Transactor } from '../../platform/database/transactor.js';
import { UnitsService } from '../../units/units.service.js';
import { SYSTEM } from '../breach.service.js';
import { ErasureRepository, type Expired } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';

const BATCH = 100;
const START = { finishedDay: plainDate('1900-01-01'), id: '' };

/** Forgets people when the years are over that their agency keeps dossiers by name. Off until an agency sets them. */
@Injectable()
export class RetentionService {
  private readonly log = new Logger(RetentionService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly units: UnitsService,
    private readonly repository: ErasureRepository,
    private readonly erasure: ErasureService,
  ) {}

  /** @returns how many dossiers were erased; what still needs its people is passed over until the next time */
  async run(): Promise<number> {
    const today = localDate(this.clock.now());
    let erased = 0;
    for (const { code } of await this.units.all()) {
      const text = await this.units.setting(code, 'retention', today);
      const retention = text === null ? undefined : readRetention(text);
      if (!retention) continue;
      await this.transactor.run((tx) => this.repository.forgetRefused(tx, code, yearsBefore(today, retention.years)));
      erased += await this.ofUnit(code, retention, today);
    }
    return erased;
  }

  private async ofUnit(unitCode: string, retention: Retention, today: PlainDate): Promise<number> {
    const shortest = Math.min(retention.years, ...Object.values(retention.byProcedure));
    let [erased, after]: [number, Pick<Expired, 'finishedDay' | 'id'>] = [0, START];
    for (;;) {
      const batch = await this.repository.endedBefore(unitCode, yearsBefore(today, shortest), after, BATCH);
      for (const dossier of batch) {
        const years = yearsKept(retention, dossier.procedureCode);
        if (dossier.finishedDay >= yearsBefore(today, years)) continue;
        if (await this.tryToErase(dossier.code, years)) erased += 1;
      }
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return erased;
      after = last;
    }
  }

  private async tryToErase(code: string, years: number): Promise<boolean> {
    try {
      await this.erasure.erase(code, SYSTEM, 'retention', `kept ${String(years)} years`);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn(`${code} is kept longer: ${error.message}`);
      return false;
    }
  }
}

/** The same day so many years ago: what ended before it was kept for as long. */
function yearsBefore(day: PlainDate, years: number): PlainDate {
  const [year = '', ...rest] = day.split('-');
  const earlier = `${String(Number(year) - years).padStart(4, '0')}-${rest.join('-')}`;
  return plainDate(earlier.endsWith('-02-29') ? earlier.replace('-02-29', '-02-28') : earlier);
}
