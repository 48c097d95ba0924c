import { Injectable } from '@nestjs/common';
import { AddressedService, type Addressed } from '../../accounts/addressed.service.js';
import { hasRole } from '../../domain/accounts/roles.js';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import type { Tx } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids/new-id.js';
import { OutboxRepository, type NewMessage } from '../../platform/outbox/outbox.repository.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { translator } from '../../platform/templates/i18n.js';
import { UnitsService } from '../../units/units.service.js';
import { healMail } from './night.view.js';
import type { HealReport } from './heal-reports.repository.js';

const AT_ONCE = 100;

/** One mail to whoever heads the town's service and to its administrators: only when something is left to do. */
@Injectable()
export class HealMails {
  constructor(
    private readonly people: AddressedService,
    private readonly units: UnitsService,
    private readonly outbox: OutboxRepository,
    private readonly templates: Templates,
    private readonly config: AppConfig,
  ) {}

  /** Rendered before the transaction; nobody is told that all is well. */
  async about(report: HealReport): Promise<NewMessage[]> {
    if (report.left === 0) return [];
    const frame = {
      url: `${this.config.PUBLIC_URL}/letters/coverage`,
      illustration: this.config.ILLUSTRATION === '1',
    };
    const tree = await this.units.tree();
    const nameOf = (code: string): string => tree.find(code)?.name ?? code;
    const mail = healMail(report, { ...frame, nameOf }, this.templates, translator('vi'));
    return (await this.told()).map(({ email }) => {
      const id = newId(report.madeAt);
      const about = { kind: 'heal_report', subjectId: id, channel: 'email', recipient: email } as const;
      return { id, ...about, ...mail, fileHash: null, fileName: null };
    });
  }

  async queue(tx: Tx, messages: readonly NewMessage[], at: Instant): Promise<void> {
    for (const message of messages) await this.outbox.queue(tx, message, at);
  }

  private async told(): Promise<Addressed[]> {
    const tree = await this.units.tree();
    const told: Addressed[] = [];
    for (let after = ''; ;) {
      const some = await this.people.page(after, AT_ONCE);
      told.push(
        ...some.filter(
          ({ actor }) =>
            hasRole(actor, 'admin') || (hasRole(actor, 'desk_head') && tree.get(actor.unitCode).parentCode === null),
        ),
      );
      const last = some.at(-1);
      if (last === undefined || some.length < AT_ONCE) return told;
      after = last.actor.username;
    }
  }
}
