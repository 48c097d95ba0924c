import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { controlSteps, type ControlStep, type Handing } from '../../domain/dossier/control-slip.js';
import type { AcceptedDossier } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { UnitsService } from '../../units/units.service.js';
import type { UnitTree } from '../../units/unit-tree.js';
import type { DossierRecord } from '../dossier-query.service.js';
import { StagesService } from '../stages/stages.service.js';
import type { ControlFacts, NamedStep } from './control-slip.view.js';
import { applicantOf } from './paper-people.js';

const BLANK_STEPS = 2;

/** What the control slip of a dossier says now: it fills itself from the hand-overs as they happen. */
@Injectable()
export class ControlFactsService {
  constructor(
    private readonly config: AppConfig,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
    private readonly stages: StagesService,
    private readonly calendar: CalendarService,
  ) {}

  async of(record: DossierRecord, dossier: AcceptedDossier): Promise<Omit<ControlFacts, 'note'>> {
    const steps = await this.judged(record, dossier);
    const tree = await this.units.tree();
    const unit = tree.get(dossier.unitCode);
    const people = await this.accounts.names(steps.flatMap(({ sentBy, takenBy }) => known(sentBy, takenBy)));
    return {
      letterhead: { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place },
      code: dossier.code,
      applicantName: applicantOf(record.people).name,
      acceptedAt: dossier.acceptedAt,
      dueAt: dossier.currentDueAt,
      decides: nameOf(tree, dossier.responsibleUnitCode),
      helps: await this.helpers(dossier, steps, tree),
      steps: steps.map((step) => named(step, tree, people)),
      blankSteps: dossier.settlement === null ? BLANK_STEPS : 0,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }

  /** A slip without verdicts is better than none: somebody fills them in by hand. */
  private async judged(record: DossierRecord, dossier: AcceptedDossier): Promise<ControlStep[]> {
    const handings = handingsOf(record, dossier);
    try {
      const until = dossier.settlement?.finishedAt ?? dossier.lastEventAt;
      const [stages, calendar] = await Promise.all([
        this.stages.until(dossier, until),
        this.calendar.workingCalendar(dossier.responsibleUnitCode),
      ]);
      return controlSteps(dossier, handings, stages, calendar);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
      return handings.map((handing) => ({ ...handing, verdict: null }));
    }
  }

  private async helpers(dossier: AcceptedDossier, steps: readonly Handing[], tree: UnitTree): Promise<string[]> {
    const planned = await this.stages.until(dossier, dossier.acceptedAt).catch(() => []);
    const codes = [...planned.map(({ unitCode }) => unitCode), ...steps.map(({ toUnitCode }) => toUnitCode)];
    const others = codes.filter((code) => code !== dossier.unitCode && code !== dossier.responsibleUnitCode);
    return [...new Set(others)].map((code) => nameOf(tree, code));
  }
}

/** The hand-overs, and last of all the result on its way to the desk. */
function handingsOf({ handOvers, events }: DossierRecord, dossier: AcceptedDossier): Handing[] {
  const handings = handOvers.map((one) => ({
    fromUnitCode: one.fromUnitCode,
    toUnitCode: one.toUnitCode,
    sentBy: one.sentBy,
    sentAt: one.sentAt,
    takenBy: one.acknowledgedBy,
    takenAt: one.acknowledgedAt,
    note: one.note,
  }));
  const fromUnitCode = handings.at(-1)?.toUnitCode ?? dossier.unitCode;
  const sent = events.findLast(({ act }) => act === 'transfer_result');
  const taken = events.findLast(({ act }) => act === 'complete');
  const at = sent?.at ?? taken?.at;
  if (at === undefined || fromUnitCode === dossier.unitCode) return handings;
  return [
    ...handings,
    {
      fromUnitCode,
      toUnitCode: dossier.unitCode,
      sentBy: sent?.actor ?? null,
      sentAt: at,
      takenBy: taken?.actor ?? null,
      takenAt: taken?.at ?? null,
      note: null,
    },
  ];
}

function named(step: ControlStep, tree: UnitTree, people: ReadonlyMap<string, string>): NamedStep {
  const person = (username: string | null): string | null =>
    username === null ? null : (people.get(username) ?? username);
  return {
    ...step,
    giver: nameOf(tree, step.fromUnitCode),
    receiver: nameOf(tree, step.toUnitCode),
    givenBy: person(step.sentBy),
    takenBy: person(step.takenBy),
  };
}

const nameOf = (tree: UnitTree, code: string): string => tree.find(code)?.name ?? code;

const known = (...names: readonly (string | null)[]): string[] => names.filter((name) => name !== null);
