import { Injectable } from '@nestjs/common';
import type { Addressed } from '../../accounts/addressed.service.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { OutboxRepository } from '../../platform/outbox/outbox.repository.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { translator } from '../../platform/templates/i18n.js';
import { SignRemindersRepository } from './sign-reminders.repository.js';
import { SigningService } from './signing.service.js';

/** One signer's mail of the evening. It says how many letters wait and where they open; nothing of citizens. */
@Injectable()
export class SignReminderMails {
  constructor(
    private readonly signing: SigningService,
    private readonly reminders: SignRemindersRepository,
    private readonly outbox: OutboxRepository,
    private readonly transactor: Transactor,
    private readonly templates: Templates,
    private readonly config: AppConfig,
  ) {}

  made({ actor }: Addressed, now: Instant): Promise<boolean> {
    return this.reminders.made(actor.username, localDate(now));
  }

  /** @returns whether a mail was queued: not when nothing waits for them, nor when another run was first */
  async queue({ actor, email }: Addressed, now: Instant): Promise<boolean> {
    const waits = (await this.signing.first(actor)) !== null;
    const items = waits ? await this.signing.count(actor) : 0;
    const id = newId(now);
    const mail = this.mail(actor.fullName, items);
    return this.transactor.run(async (tx) => {
      const made = await this.reminders.make(tx, { id, username: actor.username, day: localDate(now), items }, now);
      if (!made || items === 0) return false;
      const about = { kind: 'sign_reminder', subjectId: id, channel: 'email', recipient: email } as const;
      return this.outbox.queue(tx, { id, ...about, ...mail, fileHash: null, fileName: null }, now);
    });
  }

  private mail(fullName: string, count: number): { title: string; text: string; html: string } {
    const t = translator('vi');
    const url = `${this.config.PUBLIC_URL}/letters/to-sign`;
    const title = t('signing.mail.title', { count });
    const greeting = t('signing.mail.greeting', { name: fullName });
    const body = t('signing.mail.body', { count });
    const hint = t('signing.mail.hint');
    const illustration = this.config.ILLUSTRATION === '1';
    return {
      title,
      text: `${greeting}\n\n${body}\n${url}\n\n${hint}\n`,
      html: this.templates.render('mails/sign-reminder', { title, greeting, body, url, hint, illustration }),
    };
  }
}
