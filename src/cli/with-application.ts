import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { openPlatform } from '../boot.js';
import { readConfig } from '../platform/config/app-config.js';
import type { Platform } from '../platform/platform.module.js';

/** Opens the same application without its web server, does the work, and closes it whatever happens. */
export async function withApplication(
  work: (app: INestApplicationContext, platform: Platform) => Promise<void>,
): Promise<void> {
  const platform = await openPlatform(readConfig({ ...process.env, JOBS: '0' }));
  try {
    const app = await NestFactory.createApplicationContext(AppModule.with(platform), {
      logger: ['fatal', 'error', 'warn'],
      abortOnError: false,
    });
    try {
      await work(app, platform);
    } finally {
      await app.close();
    }
  } finally {
    await platform.database.close();
  }
}
