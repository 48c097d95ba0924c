import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { isAccepted, type AcceptedDossier } from '../../domain/dossier/dossier.js';
import type { DocumentLine, ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Keys } from '../../platform/keys/keys.js';
import { DossierQueryService, type DossierRecord } from '../dossier-query.service.js';
import type { PaperKey } from './issued-papers.repository.js';
import { IssuedPapersService, type Issued } from './issued-papers.service.js';
import { applicantOf, submitterOf } from './paper-people.js';
import { ReceiptNames } from './receipt-names.js';
import { CorrectionsRepository } from '../receipt-changes/corrections.repository.js';
import { secretFor } from '../tracking-secret.js';

interface AskedReceipt {
  readonly key: PaperKey;
  readonly record: DossierRecord;
  /** what it says today */
  readonly now: () => Promise<ReceiptFacts | null>;
}

/** What form 01 of a dossier says: as it stands, or as it was printed before a correction. */
@Injectable()
export class ReceiptFactsService {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: Keys,
    private readonly dossiers: DossierQueryService,
    private readonly names: ReceiptNames,
    private readonly corrections: CorrectionsRepository,
    private readonly issued: IssuedPapersService,
  ) {}

  /** @throws DomainError `not_found` for a dossier the reader may not see, a filing, and a version that is not there */
  async of(code: string, by: Actor, version?: number): Promise<Issued<ReceiptFacts> & { readonly unitCode: string }> {
    const { key, record, now } = await this.asked(code, by, version);
    const printed = await this.issued.read(key, now);
    if (printed === null) throw gone();
    const { dossier } = record;
    const trackingSecret = secretFor(dossier, by, this.keys);
    return { ...printed, unitCode: dossier.unitCode, facts: { ...printed.facts, trackingSecret } };
  }

  /** The receipt as it stands is printed. @throws DomainError as `of` */
  async issue(code: string, by: Actor): Promise<void> {
    const { key, now } = await this.asked(code, by);
    if (!(await this.issued.issue(key, by, now))) throw gone();
  }

  private async asked(code: string, by: Actor, version?: number): Promise<AskedReceipt> {
    const { id: dossierId } = await this.dossiers.workable(code, by);
    const record = await this.dossiers.record(code, by);
    const no = version ?? versionOf(record);
    if (no > versionOf(record)) throw new DomainError('not_found', 'there is no such version');
    const now = (): Promise<ReceiptFacts | null> =>
      no < versionOf(record) ? this.corrections.printed(dossierId, no) : this.printed(record);
    return { key: { dossierId, kind: 'receipt', no }, record, now };
  }

  /** What the receipt says now, without the citizen's secret: what is kept when a correction replaces it. */
  async printed(record: DossierRecord): Promise<ReceiptFacts> {
    const { dossier, slip, people, promises, events } = record;
    if (!isAccepted(dossier)) throw new DomainError('not_found', 'a filing has no receipt before it is accepted');
    const received = events.find(({ act }) => act === 'accept') ?? events[0];
    const { unit, procedureName, receiverName } = await this.names.of(dossier, received?.actor ?? '');
    return {
      version: versionOf(record),
      letterhead: { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place },
      code: dossier.code,
      trackingSecret: null,
      deskName: unit.name,
      applicant: applicantOf(people),
      submitterName: submitterOf(people),
      content: slip.summary === null ? procedureName : `${procedureName}; ${slip.summary}`,
      documents: JSON.parse(slip.documents) as DocumentLine[],
      copies: slip.copies,
      limit: dossier.limit,
      acceptedAt: dossier.acceptedAt,
      dueAt: dueOf(dossier, promises),
      provisional: dossier.provisional,
      feeVnd: slip.feeVnd,
      resultAt: slip.resultVia,
      receiverName,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }
}

function gone(): DomainError {
  return new DomainError('not_found', 'this version of the receipt is not kept any more');
}

function versionOf({ events }: DossierRecord): number {
  return 1 + events.filter(({ act }) => act === 'correct').length;
}

/** The date of the slip: what was promised first, or what a correction of the slip promised instead. */
function dueOf(dossier: AcceptedDossier, promises: DossierRecord['promises']): Instant {
  return promises.findLast(({ kind }) => kind === 'correction')?.statutoryDueAt ?? dossier.originalDueAt;
}
