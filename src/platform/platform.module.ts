import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { AuditLog } from './audit/audit-log.js';
import { CLOCK } from './clock/clock.js';
import { AppConfig } from './config/app-config.js';
import { Database } from './database/database.js';
import { Transactor } from './database/transactor.js';
import { IdempotencyService } from './idempotency/idempotency.js';
import { Keys } from './keys/keys.js';
import { Templates } from './templates/handlebars.js';
import { addPageHelpers } from './templates/pages.js';
import { templatesRoot } from './templates/project-root.js';

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
    const opened = [
      { provide: AppConfig, useValue: platform.config },
      { provide: CLOCK, useValue: platform.clock },
      { provide: Database, useValue: platform.database },
      { provide: Transactor, useValue: platform.transactor },
      { provide: Keys, useValue: platform.keys },
      { provide: Templates, useFactory: openTemplates },
    ];
    const services = [AuditLog, IdempotencyService];
    return {
      module: PlatformModule,
      providers: [...opened, ...services],
      exports: [...opened.map(({ provide }) => provide), ...services],
    };
  }
}

function openTemplates(): Templates {
  const templates = new Templates(templatesRoot);
  addPageHelpers(templates);
  return templates;
}
