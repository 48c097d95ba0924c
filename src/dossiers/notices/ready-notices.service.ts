import { Injectable } from '@nestjs/common';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import type { Tx } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids/new-id.js';
import { OutboxRepository, type NewMessage } from '../../platform/outbox/outbox.repository.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { midSentence } from '../../platform/templates/vietnamese.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { UnitsService } from '../../units/units.service.js';
import { ReadyNoticesRepository, type Addressee } from './ready-notices.repository.js';

/** What is said of a result that waits at the desk. */
interface Said extends Addressee {
  readonly you: string;
  readonly code: string;
  readonly procedure: string;
  readonly desk: string;
  readonly address: string | null;
  readonly hotline: string | null;
}

/** A result has reached the desk: only now, and only here, the citizen is told that it can be collected. */
@Injectable()
export class ReadyNotices {
  constructor(
    private readonly config: AppConfig,
    private readonly people: ReadyNoticesRepository,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly templates: Templates,
    private readonly outbox: OutboxRepository,
  ) {}

  /** @returns null when nobody left an address, or the result goes to them by itself */
  async message(dossier: Dossier, at: Instant): Promise<NewMessage | null> {
    const person = await this.people.addressee(dossier.id);
    if (person?.resultVia !== 'desk' || person.email === null) return null;
    const said = await this.said(dossier, person);
    const title = `Hồ sơ ${dossier.code} đã có kết quả, mời đến nhận`;
    const view = { ...said, title, illustration: this.config.ILLUSTRATION === '1' };
    return {
      id: newId(at),
      kind: 'result_ready',
      subjectId: dossier.id,
      channel: 'email',
      recipient: person.email,
      title,
      text: `${inWords(said)}\n`,
      html: this.templates.render('mails/result-ready', view),
      fileHash: null,
      fileName: null,
    };
  }

  /** In the transaction of the act by which the result came in; said once, however often it is asked. */
  async queue(tx: Tx, message: NewMessage | null, at: Instant): Promise<void> {
    if (message !== null) await this.outbox.queue(tx, message, at);
  }

  /** The same words to be copied into a chat with the citizen; null unless a result waits at the desk for somebody. */
  async text(dossier: Dossier): Promise<string | null> {
    if (dossier.status !== 'completed') return null;
    const person = await this.people.addressee(dossier.id);
    if (person?.resultVia !== 'desk') return null;
    return inWords(await this.said(dossier, person));
  }

  private async said(dossier: Dossier, person: Addressee): Promise<Said> {
    const [unit, version] = await Promise.all([
      this.units.unit(dossier.unitCode),
      this.procedures.version(dossier.procedureVersionId),
    ]);
    return {
      ...person,
      you: person.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị',
      code: dossier.code,
      procedure: midSentence(version.name),
      desk: `Bộ phận Tiếp nhận và Trả kết quả ${unit.name}`,
      address: unit.address,
      hotline: unit.hotline,
    };
  }
}

function inWords({ you, name, contactName, code, procedure, desk, address, hotline }: Said): string {
  const where = address === null ? desk : `${desk}, ${address}`;
  const call = hotline === null ? '' : ` Cần trao đổi, xin liên hệ đường dây nóng ${hotline}.`;
  return (
    `Kính gửi ${contactName === null ? name : `${name} (${contactName})`}.\n\nHồ sơ ${code} (${procedure}) đã có kết quả. ` +
    `Mời ${you} đến nhận tại ${where}, trong giờ làm việc; xin mang theo giấy hẹn. ` +
    `${you} không phải nộp thêm giấy tờ.${call}`
  );
}
