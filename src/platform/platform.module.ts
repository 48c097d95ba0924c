import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from './clock/clock.js';
import { AppConfig } from './config/app-config.js';
import { Database } from './database/database.js';
import { Transactor } from './database/transactor.js';
import { Keys } from './keys/keys.js';

/** What every feature stands on, opened before the application starts (src/boot.ts). */
export interface Platform {
  readonly config: AppConfig;
  readonly clock: Clock;
  readonly database: Database;
  readonly transactor: Transactor;
  readonly keys: Keys;
}

@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    const providers = [
      { provide: AppConfig, useValue: platform.config },
      { provide: CLOCK, useValue: platform.clock },
      { provide: Database, useValue: platform.database },
      { provide: Transactor, useValue: platform.transactor },
      { provide: Keys, useValue: platform.keys },
    ];
    return { module: PlatformModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
