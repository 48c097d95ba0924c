import { Injectable } from '@nestjs/common';
import type { LetterFacts, LetterTense } from '../domain/apology/letter-facts.js';
import type { Letter } from '../domain/apology/letter.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { PeopleService } from '../dossiers/people.service.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import type { Unit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';
import { reasonFromLedger } from './ledger-reason.js';
import { LatenessService } from './lateness.service.js';
import { LetterFrames } from './wording/letter-frames.js';

/** A letter's facts, and the version of the dossier they were read from. */
export interface DraftFacts {
  readonly facts: LetterFacts;
  readonly dossier: Dossier;
}

/** Gathers what a letter says, as of a moment: for the preview of a draft, and once for ever when its number is taken. */
@Injectable()
export class LetterFactsService {
  constructor(
    private readonly frames: LetterFrames,
    private readonly breaches: BreachService,
    private readonly people: PeopleService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly lateness: LatenessService,
  ) {}

  /** The facts without number and date. A result that has arrived takes the new date away (acts.md, Letter). */
  async of(letter: Letter, at: Instant): Promise<DraftFacts> {
    const dossier = await this.breaches.dossier(letter.dossierId);
    const signatory = await this.lateness.signatory(letter.approvedBy);
    const [unit, desk, holder, applicant, version] = await Promise.all([
      // A leader above the agency signs as their own unit: nobody signs under another one's title.
      this.units.unit(signatory?.unitCode ?? letter.unitCode),
      this.units.unit(dossier.unitCode),
      this.units.unit(dossier.holder.unitCode),
      this.people.applicant(dossier.id),
      this.procedures.version(dossier.procedureVersionId),
    ]);
    const resultAt = dossier.settlement?.finishedAt ?? null;
    const matters = await this.lateness.matters(letter.id);
    const isLate = matters.some(({ cause }) => cause === 'late');
    const newDueAt = resultAt === null && isLate ? letter.newDueAt : null;
    const deskName = `Bộ phận Tiếp nhận và Trả kết quả ${desk.name}`;
    const facts = {
      form: newDueAt === null ? 'letter' : 'form_04',
      tense: tenseOf(dossier, at),
      letterhead: { superior: unit.letterheadSuperior, agency: unit.letterheadAgency, place: unit.place },
      number: null,
      date: null,
      recipient: {
        kind: applicant.kind,
        name: applicant.name,
        address: applicant.address,
        phone: applicant.phoneMasked,
      },
      dossier: {
        code: dossier.code,
        procedureName: version.name,
        acceptedAt: dossier.acceptedAt,
        deskName,
        promisedAt: dossier.originalDueAt,
        limitUnit: dossier.limit.unit,
      },
      ...(await this.lateness.of(dossier, resultAt ?? at)),
      resultAt,
      matters,
      reason: letter.sentence ?? letter.reason ?? (isLate ? provenReason(dossier, holder, deskName) : ''),
      fault: letter.fault,
      newDueAt,
      contact: await this.lateness.contact(dossier.unitCode, desk.phone),
      hotline: desk.hotline,
      signer: {
        authority: unit.signerAuthority,
        title: unit.signerTitle,
        name: signatory?.fullName ?? unit.signerName,
      },
    } satisfies Omit<LetterFacts, 'illustration'>;
    return { facts: await this.frames.of(letter, facts, dossier.procedureCode, at), dossier };
  }
}

function tenseOf(dossier: Dossier, at: Instant): LetterTense {
  if (dossier.settlement) return dossier.settlement.ending === 'completed' ? 'result_ready' : 'closed';
  return dossier.lateFrom !== null && dossier.lateFrom <= at ? 'after_due' : 'before_due';
}

function provenReason(dossier: Dossier, holder: Unit, deskName: string): string {
  const { settlement, heldSince, unitCode } = dossier;
  return reasonFromLedger({
    holderName: holder.name,
    deskName,
    heldByDesk: holder.code === unitCode,
    heldSince,
    resultAt: settlement?.ending === 'completed' ? settlement.finishedAt : null,
  });
}
