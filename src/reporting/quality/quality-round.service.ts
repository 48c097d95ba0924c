import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { DomainError } from '../../domain/errors.js';
import { hasEventGap, isDoubtfulPair, stageMinutes, type DefectKind } from '../../domain/kpi/data-quality.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { QualityRoundRepository, type NewDefect, type QualityFacts } from './quality-round.repository.js';

const BATCH = 200;
/** Dossiers of one look; what is left waits for the next hour. */
const MOST = 20_000;

/**
 * Goes once a day round all dossiers, some every hour, and looks for what no index finds. What it found before it looks
 * at first, every time: what was mended is off the list within the hour.
 */
@Injectable()
export class QualityRound {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly repository: QualityRoundRepository,
    private readonly transactor: Transactor,
    private readonly calendars: CalendarService,
  ) {}

  /** @returns how many dossiers were looked at */
  async look(): Promise<number> {
    return (await this.again()) + (await this.goOn());
  }

  private async again(): Promise<number> {
    let looked = 0;
    for (let after = ''; ;) {
      const facts = await this.repository.standing(after, BATCH);
      await this.judge(facts, null);
      looked += facts.length;
      after = facts.at(-1)?.id ?? '';
      if (facts.length < BATCH) return looked;
    }
  }

  private async goOn(): Promise<number> {
    const today = localDate(this.clock.now());
    const lap = await this.repository.lap();
    if (lap?.lapDay === today && lap.after === null) return 0;
    // A round that was not over when its day was goes on: in a large province a round takes longer.
    let after = lap?.after ?? '';
    for (let looked = 0; looked < MOST;) {
      const facts = await this.repository.next(after, BATCH);
      const isOver = facts.length < BATCH;
      after = facts.at(-1)?.id ?? after;
      await this.judge(facts, { lapDay: today, after: isOver ? null : after });
      looked += facts.length;
      if (isOver) return looked;
    }
    return MOST;
  }

  private async judge(
    facts: readonly QualityFacts[],
    mark: Parameters<QualityRoundRepository['mark']>[1] | null,
  ): Promise<void> {
    const ids = facts.map(({ id }) => id);
    const taken = ids.length === 0 ? new Map<string, Instant[]>() : await this.repository.taken(ids);
    const defects: NewDefect[] = [];
    for (const dossier of facts) defects.push(...(await this.defectsOf(dossier, taken.get(dossier.id) ?? [])));
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (ids.length > 0) await this.repository.keep(tx, ids, defects, at);
      if (mark) await this.repository.mark(tx, mark);
    });
  }

  private async defectsOf(dossier: QualityFacts, takenAt: readonly Instant[]): Promise<NewDefect[]> {
    const { id, code, responsibleUnitCode, eventSeq, events } = dossier;
    const found: NewDefect[] = [];
    const add = (kind: DefectKind, more: Partial<NewDefect>): void => {
      const facts = { otherCode: null, expected: null, found: null, ...more };
      found.push({ dossierId: id, kind, unitCode: responsibleUnitCode, code, ...facts });
    };
    if (hasEventGap(dossier)) add('event_gap', { expected: eventSeq, found: events });
    const minutes = await this.minutesOf(dossier, takenAt);
    if (minutes !== null && minutes.stages !== minutes.total) {
      add('stage_sum', { expected: minutes.total, found: minutes.stages });
    }
    const pair = (await this.repository.pairs(id)).find(isDoubtfulPair);
    if (pair) add('same_person', { otherCode: pair.otherCode });
    return found;
  }

  /** @returns null while it is not settled, or its days are in no calendar */
  private async minutesOf(
    { acceptedAt, finishedAt, responsibleUnitCode }: QualityFacts,
    takenAt: readonly Instant[],
  ): Promise<ReturnType<typeof stageMinutes> | null> {
    if (acceptedAt === null || finishedAt === null) return null;
    const calendar = await this.calendars.workingCalendar(responsibleUnitCode);
    try {
      return stageMinutes({ acceptedAt, finishedAt, takenAt }, calendar);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return null;
      throw error;
    }
  }
}
