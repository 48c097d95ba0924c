import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayRead, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { yearOf, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { registerDesks } from '../papers/register-desks.js';
import { ExportFiles } from './export-files.js';
import { ExportsKeeper } from './exports-keeper.js';
import { EXPORT_START, MOST_YEARS, type RegisterExport } from './register-export.js';

export interface AskedExport {
  readonly unitCode: string;
  /** the registers of all desks below it, too */
  readonly below: boolean;
  /** both days inside */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** why whole telephone numbers are needed; null: masked ones do */
  readonly reason: string | null;
}

const UNBEGUN: Omit<RegisterExport, keyof AskedExport | 'id' | 'unitCodes' | 'phones' | 'askedBy' | 'askedAt'> = {
  ...{ state: 'waiting', fault: null, total: null, rows: 0, bytes: 0, place: EXPORT_START },
  ...{ fileBytes: null, endedAt: null, expiresAt: null },
};

/** Registers of any length as workbooks: asked for here, made by the job, kept for days, for whoever asked. */
@Injectable()
export class RegisterExports {
  constructor(
    private readonly keeper: ExportsKeeper,
    private readonly files: ExportFiles,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `not_found` for a unit that is none of the reader's business; `auth.forbidden` for whole
   *   numbers, but for the head of the desk; `request.invalid` for days that are none, and beyond what is kept
   * Source: R36; reference 2.2 (form 06), 10.
   */
  async ask(by: Actor, asked: AskedExport, write: IdempotentWrite | null): Promise<Outcome> {
    const { unitCode, from, to, reason } = asked;
    if (reason !== null && !hasRole(by, 'desk_head')) {
      throw new DomainError('auth.forbidden', 'numbers are for the head of the desk');
    }
    const unitCodes = await this.desks(by, asked);
    demandDays(from, to);
    const askedAt = this.clock.now();
    const one = { ...UNBEGUN, id: newId(askedAt), unitCode, unitCodes, from, to, phones: reason !== null };
    return this.keeper.add({ ...one, askedBy: by.username, askedAt }, reason, write);
  }

  /** @throws DomainError `not_found`, also for what somebody else asked for */
  async find(id: string, by: Actor): Promise<RegisterExport> {
    const one = await this.keeper.find(id);
    if (one?.askedBy !== by.username) throw new DomainError('not_found', 'there is no such export');
    return one;
  }

  /** The newest first. @param before id the page begins after */
  page(by: Actor, before: string | null, limit: number): Promise<RegisterExport[]> {
    return this.keeper.page(by, before, limit);
  }

  /**
   * The workbook, and a line in the audit trail that it was taken.
   *
   * @throws DomainError `not_found` when it is not ready, no longer kept, or beyond what the person may read today
   */
  async take(id: string, by: Actor): Promise<{ readonly one: RegisterExport; readonly workbook: Readable }> {
    const one = await this.find(id, by);
    await this.desks(by, { unitCode: one.unitCode, below: false });
    const over = one.expiresAt !== null && one.expiresAt <= this.clock.now();
    const hidden = one.phones && !hasRole(by, 'desk_head');
    const workbook = one.state === 'ready' && !over && !hidden ? await this.files.workbook(id) : null;
    if (workbook === null) throw new DomainError('not_found', 'this workbook is not kept here: ask for it again');
    await this.keeper.noteTaken(id, by);
    return { one, workbook };
  }

  /** What is gathered stays: it can go on from there. Stopping what has ended changes nothing. */
  async stop(id: string, by: Actor): Promise<void> {
    await this.keeper.stop(await this.find(id, by));
  }

  /** @throws DomainError `conflict.closed` for what was neither stopped nor has failed */
  async resume(id: string, by: Actor): Promise<void> {
    const { state } = await this.find(id, by);
    if (!(await this.keeper.resume(id))) throw new DomainError('conflict.closed', 'it does not stand still', { state });
  }

  /** Takes its files away; that it was asked for stays. */
  async remove(id: string, by: Actor): Promise<void> {
    await this.find(id, by);
    await this.keeper.removeOwn(id);
    await this.files.forget(id);
  }

  private async desks(by: Actor, { unitCode, below }: Pick<AskedExport, 'unitCode' | 'below'>): Promise<string[]> {
    const tree = await this.units.tree();
    if (!tree.find(unitCode) || !mayRead(by, unitCode, tree.ancestors(unitCode))) {
      throw new DomainError('not_found', 'there is no such register');
    }
    if (!below) return [unitCode];
    const within = new Set(tree.subtree(unitCode));
    return registerDesks(tree, by)
      .map(({ code }) => code)
      .filter((code) => within.has(code));
  }
}

function demandDays(from: PlainDate, to: PlainDate): void {
  const message =
    to < from
      ? 'Ngày cuối không thể trước ngày đầu'
      : yearOf(to) - yearOf(from) >= MOST_YEARS
        ? `Mỗi tệp gồm nhiều nhất sổ của ${String(MOST_YEARS)} năm: hãy chọn khoảng ngày ngắn hơn`
        : null;
  if (message !== null) throw new DomainError('request.invalid', 'not to be exported', {}, [{ field: 'to', message }]);
}
