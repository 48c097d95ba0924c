import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { AuditLog } from './audit/audit-log.js';
import { CLOCK } from './clock/clock.js';
import { AppConfig } from './config/app-config.js';
import { Database } from './database/database.js';
import { Transactor } from './database/transactor.js';
import { IdempotencyService } from './idempotency/idempotency.js';
import { Keys } from './keys/keys.js';
import { join } from 'node:path';
import { FileStore } from './files/file-store.js';
import { Pictures } from './files/pictures.js';
import { TrustStore } from './signatures/trust-store.js';
import { Uploads } from './files/uploads.js';
import { GATEWAY, type Gateway } from './gateway/gateway.js';
import { HttpGateway } from './gateway/http-gateway.js';
import { Leases } from './jobs/leases.js';
import { MAIL_SOURCES, mailSources } from './mail/mail-sources.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail/mail-transport.js';
import { MailboxTransport } from './mail/mailbox-transport.js';
import { SmtpTransport } from './mail/smtp-transport.js';
import { Carriers } from './outbox/carriers.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { OutboxService } from './outbox/outbox.service.js';
import { PdfRenderer } from './pdf/pdf-renderer.js';
import { RecordedRows } from './seals/recorded-rows.js';
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
  /** another post than the configured one: training lets a line break */
  readonly mail?: MailTransport;
  /** another line than the configured one */
  readonly gateway?: Gateway;
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
      { provide: RecordedRows, useFactory: () => new RecordedRows(platform.database, platform.keys) },
      { provide: Templates, useFactory: openTemplates },
      { provide: PdfRenderer, useFactory: () => new PdfRenderer() },
      { provide: FileStore, useFactory: () => new FileStore(join(platform.config.DATA_DIR, 'files')) },
      { provide: Uploads, useFactory: () => new Uploads(join(platform.config.DATA_DIR, 'uploads')) },
      { provide: MAIL_TRANSPORT, useFactory: () => platform.mail ?? mailTransport(platform.config) },
      { provide: MAIL_SOURCES, useFactory: () => mailSources(platform.config) },
      { provide: GATEWAY, useFactory: () => platform.gateway ?? gateway(platform.config) },
    ];
    const rows = [AuditLog, IdempotencyService, Leases, OutboxRepository, OutboxService];
    const services = [...rows, Carriers, Pictures, TrustStore];
    return {
      module: PlatformModule,
      providers: [...opened, ...services],
      exports: [...opened.map(({ provide }) => provide), ...services],
    };
  }
}

/** Without a mail server nothing leaves the house: mails can be read on the mailbox page. */
function mailTransport({ SMTP_URL, DATA_DIR }: AppConfig): MailTransport {
  return SMTP_URL ? new SmtpTransport(SMTP_URL) : new MailboxTransport(join(DATA_DIR, 'mailbox'));
}

/** Without a line an officer writes into the chat by hand. */
function gateway({ GATEWAY_URL, GATEWAY_KEY }: AppConfig): Gateway | null {
  return GATEWAY_URL && GATEWAY_KEY ? new HttpGateway(GATEWAY_URL, GATEWAY_KEY) : null;
}

function openTemplates(): Templates {
  const templates = new Templates(templatesRoot);
  addPageHelpers(templates);
  return templates;
}
