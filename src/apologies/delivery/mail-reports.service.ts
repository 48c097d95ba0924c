import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { MailReportsRepository, type MailReport } from './mail-reports.repository.js';

/** What is kept of mails that came back. */
@Injectable()
export class MailReports {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly reports: MailReportsRepository,
  ) {}

  isKnown(hash: string): Promise<boolean> {
    return this.reports.isKnown(this.database, hash);
  }

  async keep({ hash, receivedAt, kind, status, messageId, source }: MailReport): Promise<void> {
    await this.transactor.run((tx) => this.reports.add(tx, { hash, receivedAt, kind, status, messageId, source }));
  }

  hasMessage(id: string): Promise<boolean> {
    return this.reports.hasMessage(this.database, id);
  }
}
