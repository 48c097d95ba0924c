import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Leases } from '../../platform/jobs/leases.js';
import { RadarReading } from './radar-reading.service.js';

/** Knows when, never what: days that are read are not read again, so all looks of a day but the first find nothing. */
@Injectable()
export class RadarJobs {
  constructor(
    private readonly leases: Leases,
    private readonly reading: RadarReading,
  ) {}

  @Cron('0 35 * * * *', { name: 'radar', waitForCompletion: true })
  async read(): Promise<void> {
    await this.leases.run('radar', 60, () => this.reading.look());
  }
}
