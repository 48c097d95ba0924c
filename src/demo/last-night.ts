import type { INestApplicationContext } from '@nestjs/common';
import { DeskCountService } from '../reporting/evaluation/desk-count.service.js';
import { Qd766Rule } from '../reporting/qd766/qd766-rule.service.js';
import { QualityRound } from '../reporting/quality/quality-round.service.js';
import { RadarReading } from '../reporting/radar/radar-reading.service.js';

/** What the night before the opening counts: without it the first morning shows pages that wait for it. */
export async function lastNight(app: INestApplicationContext): Promise<void> {
  await app.get(DeskCountService, { strict: false }).run();
  await app.get(Qd766Rule, { strict: false }).count();
  await app.get(QualityRound, { strict: false }).look();
  await app.get(RadarReading, { strict: false }).look();
}
