import { Injectable } from '@nestjs/common';
import { midSentence } from '../../platform/templates/vietnamese.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { UnitsService } from '../../units/units.service.js';
import type { DossierRecord } from '../dossier-query.service.js';
import { askedFor } from '../missing-papers.js';
import { ReadyNotices } from '../notices/ready-notices.service.js';

/** What the desk says to a citizen by chat: a text to be copied, in Vietnamese as all that leaves the house. */
@Injectable()
export class NoticeWords {
  constructor(
    private readonly ready: ReadyNotices,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
  ) {}

  /** @returns null unless the result waits at the desk for somebody */
  result({ dossier }: DossierRecord): Promise<string | null> {
    return this.ready.text(dossier);
  }

  /** @returns null where nobody is left to tell, or what was asked for was erased */
  async supplement(record: DossierRecord): Promise<string | null> {
    const { dossier, people, events } = record;
    const applicant = people.find(({ role }) => role === 'applicant');
    const items = askedFor(record);
    if (!applicant || items.length === 0 || dossier.erasedAt !== null) return null;
    const [unit, version] = await Promise.all([
      this.units.unit(dossier.unitCode),
      this.procedures.version(dossier.procedureVersionId),
    ]);
    const asked = events.findLast(({ payload }) => Array.isArray(payload?.['items']));
    const reason = typeof asked?.payload?.['reason'] === 'string' ? ` Lý do: ${asked.payload['reason']}.` : '';
    const you = applicant.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị';
    const to = applicant.contactName === null ? applicant.name : `${applicant.name} (${applicant.contactName})`;
    const list = items.map((item, index) => `${String(index + 1)}. ${item}`).join('\n');
    const call = unit.hotline === null ? '' : ` Cần trao đổi, xin liên hệ đường dây nóng ${unit.hotline}.`;
    return (
      `Kính gửi ${to}.\n\nHồ sơ ${dossier.code} (${midSentence(version.name)}) cần bổ sung:\n${list}\n` +
      `Xin ${you} nộp đủ một lần tại Bộ phận Tiếp nhận và Trả kết quả ${unit.name}.${reason.replace(/\.\.$/, '.')}${call}`
    );
  }
}
