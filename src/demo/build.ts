import { NestFactory } from '@nestjs/core';
import { join } from 'node:path';
import { AppModule } from '../app.module.js';
import { openPlatform } from '../boot.js';
import { atMinute, addDays, localDate } from '../domain/time/plain-date.js';
import { shortDate } from '../platform/templates/vietnamese.js';
import { MailboxTransport } from '../platform/mail/mailbox-transport.js';
import { ReplayClock } from './clock.js';
import { demoConfig } from './config.js';
import { lastNight } from './last-night.js';
import { MailAccident } from './mail-accident.js';
import { planYear } from './plan.js';
import type { Progress } from './progress.js';
import { Random } from './random.js';
import { Replay } from './replay.js';
import { settle } from './seed.js';
import { Staff } from './staff.js';
import { FIRST_DAY, OPENS_AT, SEED } from './town.js';

/** Days before the opening from which on a letter may meet the accident of the line. */
const ACCIDENT_DAYS = 10;

/**
 * Plans the year and lives it in an empty folder.
 *
 * @param stopped asked after every act
 * @throws Error when it says so; the folder is then half full and to be thrown away
 */
export async function buildYear(folder: string, progress: Progress, stopped: () => boolean): Promise<void> {
  const config = demoConfig(folder, { JOBS: '0' });
  const clock = new ReplayClock(atMinute(addDays(FIRST_DAY, -1), 8 * 60));
  const platform = await openPlatform(config, clock, false);
  try {
    const accident = atMinute(addDays(localDate(OPENS_AT), -ACCIDENT_DAYS), 0);
    const mail = new MailAccident(new MailboxTransport(join(folder, 'mailbox')), clock, accident);
    const app = await NestFactory.createApplicationContext(AppModule.with({ ...platform, mail }), {
      logger: ['fatal', 'error', 'warn'],
      abortOnError: false,
    });
    try {
      const staff = new Staff(SEED);
      const ground = await settle(app, staff);
      const plan = planYear(SEED, ground);
      progress.say(`danh mục, lịch, ${staff.people.length} tài khoản / catalogue, calendar, accounts`);
      const random = new Random(SEED).branch('replay');
      const replay = new Replay(app, {
        clock,
        staff,
        random,
        onAct: (tally) => {
          if (stopped()) throw new Error('stopped while building the demo');
          progress.tick(() => `${shortDate(localDate(clock.now()))}  ${line(tally, plan.length)}`);
        },
      });
      const done = await replay.run(plan);
      progress.say('đếm đêm cuối / counts of the last night');
      await lastNight(app);
      progress.say(`xong / done: ${line(done, plan.length)}`);
    } finally {
      await app.close();
    }
  } finally {
    await platform.database.close();
  }
}

function line({ dossiers, acts, letters }: { dossiers: number; acts: number; letters: number }, of: number): string {
  const share = String(Math.floor((100 * dossiers) / of)).padStart(3);
  return `${share} %  ${dossiers}/${of} hồ sơ, ${acts} thao tác, ${letters} thư xin lỗi / dossiers, acts, letters`;
}
