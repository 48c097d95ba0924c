import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { SLIP_KINDS, type SlipFacts, type SlipKind, type SlipMatter } from '../../domain/dossier/slip-facts.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { DossierRecord } from '../dossier-query.service.js';
import type { HistoryEntry } from '../history.repository.js';
import { applicantOf, submitterOf } from './paper-people.js';
import { papersOf } from './papers-of.js';
import { SlipPlaces } from './slip-places.js';

export function isSlipKind(text: string): text is SlipKind {
  return (SLIP_KINDS as readonly string[]).includes(text);
}

/** What a slip about one act says today; once printed, it is kept (`IssuedPapersService`). */
@Injectable()
export class SlipFactsService {
  constructor(
    private readonly config: AppConfig,
    private readonly procedures: ProceduresService,
    private readonly accounts: AccountsService,
    private readonly places: SlipPlaces,
  ) {}

  /** @returns null when the dossier has no such paper, or not any more */
  async of(record: DossierRecord, kind: SlipKind, no: number): Promise<SlipFacts | null> {
    const event = record.events.find(({ seq }) => seq === no);
    const has = papersOf(record).some((paper) => paper.kind === kind && paper.no === no);
    if (!event?.payload || !has) return null;
    const { dossier, slip, people } = record;
    const procedure = (await this.procedures.version(dossier.procedureVersionId)).name;
    const officerName = (await this.accounts.names([event.actor])).get(event.actor) ?? event.actor;
    const applicant = applicantOf(people);
    const unitCode = kind === 'stop' ? dossier.responsibleUnitCode : dossier.unitCode;
    const said = { procedure, officer: officerName, applicant: applicant.name };
    return {
      ...(await this.places.of(kind, unitCode, event.at, said)),
      matter: matterOf(kind, event, record),
      code: dossier.code,
      applicant,
      submitterName: submitterOf(people),
      content: slip.summary === null ? procedure : `${procedure}; ${slip.summary}`,
      at: event.at,
      officerName,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }
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
