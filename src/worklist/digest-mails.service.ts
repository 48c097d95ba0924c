import { Injectable } from '@nestjs/common';
import type { Addressed } from '../accounts/addressed.service.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Transactor } from '../platform/database/transactor.js';
import { Templates } from '../platform/templates/handlebars.js';
import { translator } from '../platform/templates/i18n.js';
import { DigestContentsService } from './digest-contents.service.js';
import { digestMail } from './digest.view.js';
import { MailPictures } from './mail-pictures.js';
import { DigestsRepository } from './digests.repository.js';

export interface DigestRun {
  readonly id: string;
  readonly at: Instant;
  readonly day: PlainDate;
}

const PICTURE = 'ty-le-dung-hen.png';

/** One person's list as a mail in the outbox, and the row that lets no second one be made. */
@Injectable()
export class DigestMails {
  constructor(
    private readonly contents: DigestContentsService,
    private readonly digests: DigestsRepository,
    private readonly outbox: MailPictures,
    private readonly transactor: Transactor,
    private readonly templates: Templates,
    private readonly config: AppConfig,
  ) {}

  made(people: readonly Addressed[], day: PlainDate): Promise<Set<string>> {
    return this.digests.made(
      people.map(({ actor }) => actor.username),
      day,
    );
  }

  /** @returns whether a mail was queued: not when there is nothing to do, nor when another run was first */
  async queue({ actor, email }: Addressed, { id, at, day }: DigestRun): Promise<boolean> {
    const t = translator('vi');
    const contents = await this.contents.of(actor, t);
    const chart = contents.sections.find((section) => section.chart)?.chart ?? null;
    const frame = {
      fullName: actor.fullName,
      url: `${this.config.PUBLIC_URL}/work`,
      illustration: this.config.ILLUSTRATION === '1',
      picture: chart && PICTURE,
    };
    const { items, ...mail } = digestMail(contents, frame, this.templates, t);
    const picture = chart && { file: await this.outbox.keep(chart.svg), name: PICTURE };
    return this.transactor.run(async (tx) => {
      if (!(await this.digests.make(tx, { id, username: actor.username, day, items }, at)) || items === 0) return false;
      const about = { kind: 'digest', subjectId: id, channel: 'email', recipient: email } as const;
      return this.outbox.queue(tx, { id, ...about, ...mail }, picture, at);
    });
  }
}
