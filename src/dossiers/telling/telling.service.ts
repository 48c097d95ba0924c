import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { isAtDesk } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { RowFacts } from '../dossier-rows.view.js';
import { DossierQueryService, type DossierRecord } from '../dossier-query.service.js';
import { NoticeWords } from './notice-words.js';
import { ToldNoticesRepository, type NoticeKey, type ToldNotice } from './told-notices.repository.js';

/** Something to tell the citizen of a dossier, and whether somebody did. */
export interface Notice extends NoticeKey {
  readonly text: string;
  readonly told: ToldNotice | null;
}

/**
 * Most citizens are reached by a chat of the officer's own: the text is copied, and the officer says that it was sent.
 * What was said once is not asked again.
 */
@Injectable()
export class TellingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly dossiers: DossierQueryService,
    private readonly words: NoticeWords,
    private readonly notices: ToldNoticesRepository,
  ) {}

  /**
   * What the desk has to tell now; null when there is nothing, and for anybody but the desk.
   *
   * @throws DomainError `not_found` for a dossier that is none of the reader's business
   */
  async of(code: string, by: Actor): Promise<Notice | null> {
    const record = await this.dossiers.record(code, by);
    const key = isAtDesk(record.dossier, by) ? keyOf(record) : null;
    const text = key && (await (key.kind === 'result' ? this.words.result(record) : this.words.supplement(record)));
    if (key === null || text === null) return null;
    return { ...key, text, told: (await this.notices.of([key.dossierId])).find((one) => isSame(one, key)) ?? null };
  }

  /**
   * Somebody of the desk has told the citizen. Said twice, the first one stays.
   *
   * @throws DomainError `not_found` when there is nothing to tell
   */
  async told(code: string, by: Actor): Promise<void> {
    const notice = await this.of(code, by);
    if (notice === null) throw new DomainError('not_found', 'there is nothing to tell');
    const { dossierId, kind, no } = notice;
    const told = { dossierId, kind, no, toldAt: this.clock.now(), toldBy: by.username };
    await this.transactor.run((tx) => this.notices.add(tx, told));
  }

  /** All that was told of a dossier, the latest last. */
  ofDossier(dossierId: string): Promise<ToldNotice[]> {
    return this.notices.of([dossierId]);
  }

  /** Of results that wait: who was told, by dossier. */
  async results(rows: readonly RowFacts[]): Promise<ReadonlyMap<string, ToldNotice>> {
    const told = await this.notices.of(rows.map(({ dossier }) => dossier.id));
    return new Map(told.flatMap((one) => (one.kind === 'result' ? [[one.dossierId, one] as const] : [])));
  }
}

/** A result is told of once; papers each time they are asked for. */
function keyOf({ dossier, slip, events }: DossierRecord): NoticeKey | null {
  const { id: dossierId, status } = dossier;
  if (status === 'completed' && slip.resultVia === 'desk') return { dossierId, kind: 'result', no: 0 };
  const asked = events.findLast(({ act }) => act === 'ask_first' || act === 'request_supplement');
  const waits = status === 'awaiting_supplement' || (status === 'submitted' && dossier.askedFirst);
  return waits && asked ? { dossierId, kind: 'supplement', no: asked.seq } : null;
}

function isSame(one: NoticeKey, other: NoticeKey): boolean {
  return one.kind === other.kind && one.no === other.no;
}
