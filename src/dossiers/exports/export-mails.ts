import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import type { Tx } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids/new-id.js';
import { OutboxRepository, type NewMessage } from '../../platform/outbox/outbox.repository.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { translator } from '../../platform/templates/i18n.js';
import { dayText, numberText } from '../../platform/templates/page-words.js';
import type { RegisterExport } from './register-export.js';

/** Says once that a workbook is ready; it names the days and where it is, and nobody. */
@Injectable()
export class ExportMails {
  constructor(
    private readonly accounts: AccountsService,
    private readonly outbox: OutboxRepository,
    private readonly templates: Templates,
    private readonly config: AppConfig,
  ) {}

  /** @returns null for somebody without an address: they see it on their page */
  async prepared(one: RegisterExport): Promise<Omit<NewMessage, 'id'> | null> {
    const person = await this.accounts.addressOf(one.askedBy);
    if (!person) return null;
    const t = translator('vi');
    const said = { name: person.fullName, from: dayText(one.from, t), to: dayText(one.to, t) };
    const url = `${this.config.PUBLIC_URL}/papers/register/exports/${one.id}`;
    const title = t('exports.mail.title');
    const greeting = t('signing.mail.greeting', said);
    const body = t('exports.mail.body', { ...said, rows: numberText(one.rows, t) });
    const hint = t(one.phones ? 'exports.mail.hint_phones' : 'exports.mail.hint');
    const illustration = this.config.ILLUSTRATION === '1';
    return {
      ...{ kind: 'register_export', subjectId: one.id, channel: 'email', recipient: person.email, title },
      text: `${greeting}\n\n${body}\n${url}\n\n${hint}\n`,
      html: this.templates.render('mails/sign-reminder', { title, greeting, body, url, hint, illustration }),
      ...{ fileHash: null, fileName: null },
    };
  }

  queue(tx: Tx, mail: Omit<NewMessage, 'id'>, now: Instant): Promise<boolean> {
    return this.outbox.queue(tx, { id: newId(now), ...mail }, now);
  }
}
