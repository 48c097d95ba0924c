import { RadarReadingRepository } from './radar-reading.repository.js';
import { RadarReading } from './radar-reading.service.js';
import { RadarJobs } from './radar.jobs.js';
import { RadarPages } from './radar.pages.js';
import { RadarService } from './radar.service.js';
import { RadarSigns } from './radar-signs.repository.js';

/** What this room brings to the module of the feature. */
export const RADAR = {
  controllers: [RadarPages],
  providers: [RadarJobs, RadarReading, RadarReadingRepository, RadarService, RadarSigns],
};
