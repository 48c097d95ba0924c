import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { SLIP_KINDS, type SlipFacts, type SlipKind, type SlipMatter } from '../../domain/dossier/slip-facts.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { WordingsService } from '../../wordings/wordings.service.js';
import type { DossierRecord } from '../dossier-query.service.js';
import type { HistoryEntry } from '../history.repository.js';
import { applicantOf, submitterOf } from './paper-people.js';
import { papersOf } from './papers-of.js';

export function isSlipKind(text: string): text is SlipKind {
  return (SLIP_KINDS as readonly string[]).includes(text);
}

/** What a slip about one act says today; printed once, it is kept (`IssuedPapersService`). */
@Injectable()
export class SlipFactsService {
  constructor(
    private readonly config: AppConfig,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
    private readonly wordings: WordingsService,
  ) {}

  /** @returns null when the dossier has no such paper, or not any more */
  async of(record: DossierRecord, kind: SlipKind, no: number): Promise<SlipFacts | null> {
    const event = record.events.find(({ seq }) => seq === no);
    const has = papersOf(record).some((paper) => paper.kind === kind && paper.no === no);
    if (!event?.payload || !has) return null;
    const { dossier, slip, people } = record;
    // A stop is the deciding agency's own act; everything else happens at the desk.
    const unit = await this.units.unit(kind === 'stop' ? dossier.responsibleUnitCode : dossier.unitCode);
    const procedure = (await this.procedures.version(dossier.procedureVersionId)).name;
    const officerName = (await this.accounts.names([event.actor])).get(event.actor) ?? event.actor;
    const applicant = applicantOf(people);
    return {
      matter: matterOf(kind, event, record),
      letterhead: letterheadOf(unit, kind),
      code: dossier.code,
      deskName: unit.name,
      applicant,
      submitterName: submitterOf(people),
      content: slip.summary === null ? procedure : `${procedure}; ${slip.summary}`,
      at: event.at,
      officerName,
      closing: await this.closing(kind, unit, event, { procedure, officer: officerName, applicant: applicant.name }),
      illustration: this.config.ILLUSTRATION === '1',
    };
  }

  private closing(
    kind: SlipKind,
    unit: Unit,
    { at }: HistoryEntry,
    said: Readonly<Record<string, string>>,
  ): Promise<string> | string {
    const { name, phone, hotline, code } = unit;
    const facts = {
      ...said,
      unit: name,
      ...(phone === null ? {} : { phone }),
      ...(hotline === null ? {} : { hotline }),
    };
    if (kind === 'supplement') return this.wordings.text('supplement-closing', code, localDate(at), facts);
    if (kind === 'payment' || kind === 'return') return '';
    return this.wordings.text('refusal-closing', code, localDate(at), facts);
  }
}

function letterheadOf(unit: Unit, kind: SlipKind): SlipFacts['letterhead'] {
  return kind === 'stop'
    ? { superior: unit.letterheadSuperior ?? '', agency: unit.letterheadAgency, place: unit.place }
    : { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place };
}

/** What the act said; written by our own acts, so of the shape each of them gives it. */
function matterOf(kind: SlipKind, { payload }: HistoryEntry, { dossier }: DossierRecord): SlipMatter {
  const said = payload as unknown as {
    readonly items: readonly string[];
    readonly reason: string;
    readonly amountVnd: number;
    readonly method: 'cash' | 'transfer' | 'card' | 'qr';
    readonly reference: string | null;
    readonly receivedBy: string;
    readonly how: 'desk' | 'postal' | 'online';
  };
  switch (kind) {
    case 'supplement':
      return { kind, items: said.items, reason: said.reason };
    case 'refusal':
      return { kind, reason: said.reason, filedAt: dossier.filedAt };
    case 'stop':
      return { kind, reason: said.reason, acceptedAt: dossier.acceptedAt ?? dossier.lastEventAt };
    case 'payment':
      return { kind, amountVnd: said.amountVnd, method: said.method, reference: said.reference };
    case 'return':
      return {
        kind,
        outcome: dossier.settlement?.outcome ?? null,
        resultNumber: dossier.settlement?.resultNumber ?? null,
        dueAt: dossier.currentDueAt ?? dossier.lastEventAt,
        receivedBy: said.receivedBy,
        how: said.how,
      };
  }
}
