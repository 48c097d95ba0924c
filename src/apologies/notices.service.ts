import { Injectable } from '@nestjs/common';
import { isBreached } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { PeopleService } from '../dossiers/people.service.js';
import { AppConfig } from '../platform/config/app-config.js';
import type { Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids/new-id.js';
import { OutboxRepository, type NewMessage } from '../platform/outbox/outbox.repository.js';
import { Templates } from '../platform/templates/handlebars.js';
import { midSentence, writtenDue } from '../platform/templates/vietnamese.js';
import { NoticeNames } from './notice-names.js';

/** Mails about lateness: the notice while a letter waits for its signature. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly config: AppConfig,
    private readonly breaches: BreachService,
    private readonly people: PeopleService,
    private readonly catalogue: NoticeNames,
    private readonly templates: Templates,
    private readonly outbox: OutboxRepository,
  ) {}

  /**
   * @returns null when the applicant left no e-mail address: a notice is not worth a printed page; and while nothing is
   *   late yet
   */
  async lateNotice(obligationId: string, dossierId: string, at: Instant): Promise<NewMessage | null> {
    const applicant = await this.people.applicant(dossierId);
    if (applicant.email === null) return null;
    const dossier = await this.breaches.dossier(dossierId);
    if (!isBreached(dossier, at)) return null;
    const { agency, procedure, hotline } = await this.catalogue.of(dossier);
    const ready = dossier.settlement?.ending === 'completed';
    const you = applicant.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị';
    const title = `Hồ sơ ${dossier.code} chậm so với thời gian đã hẹn`;
    const view = {
      title,
      name: applicant.name,
      you,
      code: dossier.code,
      procedure: midSentence(procedure),
      promised: writtenDue(dossier.originalDueAt),
      agency,
      state: ready ? 'Kết quả đã có, chậm so với thời gian đã hẹn.' : 'Đến nay chưa có kết quả.',
      advice: ready
        ? `Mời ${you} đến nhận trong giờ làm việc.`
        : `${you} chưa cần đến; khi có kết quả chúng tôi sẽ báo ngay.`,
      hotline,
      illustration: this.config.ILLUSTRATION === '1',
    };
    return {
      id: newId(at),
      kind: 'late_notice',
      subjectId: obligationId,
      channel: 'email',
      recipient: applicant.email,
      title,
      text: `Kính gửi ${applicant.name},\n\nHồ sơ ${dossier.code} hẹn trả kết quả ${view.promised}. ${view.state} ${agency} xin lỗi ${you} vì sự chậm trễ này. Thư xin lỗi có chữ ký đang được trình và sẽ gửi đến ${you}. ${view.advice}\n`,
      html: this.templates.render('mails/late-notice', view),
      fileHash: null,
      fileName: null,
    };
  }

  async queue(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
    return this.outbox.queue(tx, message, at);
  }
}
