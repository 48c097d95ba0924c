import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { csvTable } from '../../platform/csv/stream-csv.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Uploads } from '../../platform/files/uploads.js';
import { withXlsx } from '../../platform/spreadsheet/read-xlsx.js';
import { UnreadableFile, type Table } from '../../platform/spreadsheet/table.js';
import { UnitsService } from '../../units/units.service.js';
import { Comparison } from './comparison.js';
import { DifferencesRepository } from './differences.repository.js';
import { FormComparing } from './form-comparing.service.js';
import { ListComparing } from './list-comparing.service.js';
import { UnreadableList } from './list-reader.js';
import type { CellDifference, ReconcileFault, Reconciliation } from './reconciliation.js';
import { ReconciliationsRepository } from './reconciliations.repository.js';

/** Somebody stopped it while it was being compared. */
class Stopped extends Error {}

/** Both ways of comparing, by what came in. */
@Injectable()
export class Comparers {
  constructor(
    readonly lists: ListComparing,
    readonly forms: FormComparing,
    private readonly units: UnitsService,
  ) {}

  async scope({ unitCode }: Reconciliation): Promise<readonly string[]> {
    return (await this.units.tree()).subtree(unitCode);
  }
}

/** Reads a file of another system to its end and writes down what differs. No dossier is written by it. */
@Injectable()
export class ComparingService {
  constructor(
    private readonly transactor: Transactor,
    private readonly files: ReconciliationsRepository,
    private readonly differences: DifferencesRepository,
    private readonly uploads: Uploads,
    private readonly comparers: Comparers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * May be run again: what an earlier run left half done is thrown away.
   *
   * @param waitedEnough whether a file that is not here is given up
   */
  async run(file: Reconciliation, waitedEnough: boolean): Promise<void> {
    if (!(await this.uploads.has(file.id))) {
      if (waitedEnough) await this.fail(file, 'lost', '');
      return;
    }
    await this.transactor.run((tx) => this.differences.removeAll(tx, file.id));
    const into = this.comparison(file.id);
    try {
      const cells = await this.compare(file, into);
      await into.flush();
      const finishedAt = this.clock.now();
      await this.transactor.run((tx) => this.files.end(tx, file.id, 'done', { finishedAt, cells }));
    } catch (error) {
      if (error instanceof UnreadableFile || error instanceof UnreadableList) {
        await this.fail(file, error.fault, error.where);
      } else if (error instanceof Stopped) {
        await this.transactor.run((tx) => this.differences.removeAll(tx, file.id));
      } else throw error;
    }
    await this.uploads.forget(file.id);
  }

  private comparison(id: string): Comparison {
    return new Comparison(async (first, found, standing) => {
      const goesOn = await this.transactor.run(async (tx) => {
        await this.differences.add(tx, id, first, found);
        return this.files.progress(tx, id, standing);
      });
      if (!goesOn) throw new Stopped();
      await breathe();
    });
  }

  private async compare(file: Reconciliation, into: Comparison): Promise<CellDifference[] | null> {
    const unitCodes = await this.comparers.scope(file);
    const scope = { unitCodes, period: file.period, now: file.createdAt, takenAt: file.takenAt };
    const work = async (table: Table): Promise<CellDifference[] | null> => {
      if (file.kind === 'form') return this.comparers.forms.compare(table, scope, into);
      await this.comparers.lists.compare(table, file, scope, into);
      return null;
    };
    if (file.format === 'xlsx') return withXlsx(this.uploads.path(file.id), null, work);
    return work(csvTable(() => this.uploads.bytes(file.id)));
  }

  private async fail({ id }: Reconciliation, fault: ReconcileFault, where: string): Promise<void> {
    const end = { fault, faultWhere: where.slice(0, 300), finishedAt: this.clock.now() };
    await this.transactor.run(async (tx) => {
      await this.files.end(tx, id, 'unreadable', end);
      await this.differences.removeAll(tx, id);
    });
  }
}
