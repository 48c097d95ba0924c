import { Inject, Injectable } from '@nestjs/common';
import { ClosedDaysService, type Adjustment } from '../../counting/closed-days.service.js';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { parsePeriod, type Period } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { addDays, localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Queries, Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { ClosingBooks, type Printed } from './closing-books.service.js';
import { ClosingDrafts, type ClosingDraft } from './closing-draft.service.js';
import { differences, figuresText, hashOf, type Difference } from './closing-figures.js';
import type { Closing } from './closings.repository.js';

/** Who closes: the head of the desk, and the leader. */
export const CLOSERS = ['desk_head', 'leader'] as const;

/** How often figures that moved while they were printed are printed again. */
const TRIES = 3;

/** Closes periods of statutory reports: figures, papers and what was still to be mended, as they were handed in (R27). */
@Injectable()
export class ClosingsService {
  constructor(
    private readonly drafts: ClosingDrafts,
    private readonly books: ClosingBooks,
    private readonly closed: ClosedDaysService,
    private readonly units: UnitsService,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whatever is still owed or has to be mended is attached; it never keeps anybody from closing.
   *
   * @throws DomainError `auth.forbidden` for others than heads, `request.invalid` for a period that is not over,
   *         `conflict.closed` when it is closed already, or when its figures keep moving
   */
  async close(actor: Actor, unitCode: string, code: string, note: string | null): Promise<Closing> {
    if (!hasRole(actor, ...CLOSERS)) throw new DomainError('auth.forbidden', 'only heads close a period');
    const period = parsePeriod(code);
    this.demandOver(period);
    await this.demandNew(unitCode, code);
    const draft = await this.drafts.of(actor, unitCode, period);
    for (let turn = 1; ; turn += 1) {
      try {
        return await this.attempt(draft, period, { unitCode, note, by: actor.username });
      } catch (error) {
        if (!(error instanceof FiguresMoved) || turn === TRIES) throw error;
      }
    }
  }

  /** What a period shows of days that were closed before, at most so many. */
  adjustments(unitCodes: readonly string[], period: Period, limit: number): Promise<Adjustment[]> {
    return this.closed.adjustments(unitCodes, period, limit);
  }

  /** What the forms of a closed period would say today, where that is something else: nothing, unless data was tampered with. */
  async check(actor: Actor, closing: Closing): Promise<Difference[]> {
    const draft = await this.drafts.of(actor, closing.unitCode, parsePeriod(closing.period));
    return differences(closing.figures, await draft.forms());
  }

  /** Papers are set outside the transaction; it is written only if the figures are still those of the papers. */
  private async attempt(
    draft: ClosingDraft,
    period: Period,
    { unitCode, note, by }: { readonly unitCode: string; readonly note: string | null; readonly by: string },
  ): Promise<Closing> {
    const at = this.clock.now();
    const forms = await draft.forms();
    const unit = await this.units.unit(unitCode);
    const signer = { signerName: unit.signerName ?? '', signerTitle: unit.signerTitle };
    const figures = figuresText(forms);
    const figuresHash = hashOf(figures);
    const printed = await this.books.print(forms, { ...signer, ...draft.attached, figuresHash, at });
    const { defectsTotal: defects, owedTotal: owed, ...attached } = draft.attached;
    const closing: Closing = {
      ...{ id: newId(at), unitCode, period: period.code, from: period.from, to: period.to },
      ...{ figures, figuresHash, xlsxHash: printed.xlsx.hash, pdfHash: printed.pdf.hash },
      ...{ defects, owed, attached: JSON.stringify(attached), ...signer, note, at, by },
    };
    await this.transactor.run((tx) => this.write(tx, closing, draft, printed));
    return closing;
  }

  private async write(tx: Tx, closing: Closing, draft: ClosingDraft, printed: Printed): Promise<void> {
    await this.closed.close(tx, draft.unitCodes, addDays(closing.to, 1));
    await this.demandNew(closing.unitCode, closing.period, tx);
    if (figuresText(await draft.forms(tx)) !== closing.figures) throw new FiguresMoved();
    await this.books.write(tx, closing, printed);
  }

  private demandOver({ to }: Period): void {
    if (to < localDate(this.clock.now())) return;
    const message = 'Kỳ báo cáo chưa kết thúc: chốt được từ ngày sau ngày cuối kỳ.';
    throw new DomainError('request.invalid', 'the period is not over', {}, [{ field: 'period', message }]);
  }

  private async demandNew(unitCode: string, period: string, queries?: Queries): Promise<void> {
    if (await this.books.find(unitCode, period, queries))
      throw new DomainError('conflict.closed', 'this period is closed', { unitCode, period });
  }
}

/** Somebody wrote of the period while its papers were set: they are set again. */
class FiguresMoved extends DomainError {
  constructor() {
    super('conflict.closed', 'the figures of this period are changing just now');
  }
}
