import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ReportViewsRepository, type ReportView } from './report-views.repository.js';

/** Nobody looks through more. The sentence below names it. */
const VIEWS_MAX = 30;

const alphabet = new Intl.Collator('vi', { numeric: true });

/** Views of reports that somebody keeps under names: their own, nobody else's. */
@Injectable()
export class ReportViews {
  constructor(
    private readonly repository: ReportViewsRepository,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By name. */
  async of({ username }: Actor): Promise<ReportView[]> {
    return (await this.repository.of(username)).sort((a, b) => alphabet.compare(a.name, b.name));
  }

  /**
   * A name that is there already is given to the new view: the old question is no longer asked by it.
   *
   * @throws DomainError `request.invalid` for one more than `VIEWS_MAX`
   */
  async keep({ username }: Actor, view: ReportView): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      const views = await this.repository.of(username, tx);
      const isNew = views.every(({ name }) => name !== view.name);
      if (isNew && views.length >= VIEWS_MAX) {
        const message = 'Đã lưu đủ 30 cách xem; bỏ bớt một cách xem không dùng nữa rồi lưu lại';
        throw new DomainError('request.invalid', 'too many views', {}, [{ field: 'name', message }]);
      }
      await this.repository.put(tx, username, view, at);
    });
  }

  /** Nothing happens when it is gone already. */
  async remove({ username }: Actor, name: string): Promise<void> {
    await this.transactor.run((tx) => this.repository.remove(tx, username, name));
  }
}
