import { Injectable } from '@nestjs/common';
import { hasRole, mayRead, type Actor, type Role } from '../../domain/accounts/roles.js';
import type { RegisterRow } from '../../domain/dossier/register-row.js';
import { DomainError } from '../../domain/errors.js';
import { addDays, plainDate, startOfDay, yearOf, type PlainDate } from '../../domain/time/plain-date.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { UnitsService } from '../../units/units.service.js';
import { PaperPress } from './paper-press.js';
import { RegisterRepository } from './register.repository.js';

/** Whose book it is: those who receive, return and answer for the desk. */
export const REGISTER_ROLES = [
  'receiver',
  'returner',
  'clerk',
  'desk_head',
  'leader',
] as const satisfies readonly Role[];

const ORDER = 'register';
const PAGE = 100;

/** Which page of which book; both days are inside, and of one year: a book is a year's. */
export interface RegisterQuestion {
  readonly unitCode: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly cursor: string | undefined;
}

export interface RegisterPage extends Omit<RegisterQuestion, 'cursor'> {
  readonly rows: readonly RegisterRow[];
  readonly firstSerial: number;
  readonly nextCursor: string | null;
}

/** The register of dossiers of a desk, a page at a time. */
@Injectable()
export class RegistersService {
  constructor(
    private readonly transactor: Transactor,
    private readonly registers: RegisterRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
    private readonly keys: Keys,
    private readonly press: PaperPress,
  ) {}

  /**
   * @throws DomainError `not_found` for a unit that is none of the reader's business; `request.invalid` for days that
   *   are no part of one book
   */
  async page({ unitCode, from, to, cursor }: RegisterQuestion, by: Actor): Promise<RegisterPage> {
    await this.demandReadable(unitCode, by);
    demandOneBook(from, to);
    const place = readCursor(ORDER, cursor);
    const range = { unitCode, from: startOfDay(from), until: startOfDay(addDays(to, 1)) };
    const found = await this.registers.rows(range, place, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    const book = { ...range, from: startOfDay(plainDate(`${from.slice(0, 4)}-01-01`)) };
    const before = place ? book : { ...book, until: range.from };
    return {
      unitCode,
      from,
      to,
      rows,
      firstSerial: 1 + (await this.registers.countBefore(before, place)),
      nextCursor: last && found.length > PAGE ? writeCursor(ORDER, last.listedAt, last.id) : null,
    };
  }

  /**
   * The same with whole telephone numbers, for a reason that stays in the audit trail.
   *
   * @throws DomainError `auth.forbidden` for anybody but the head of the desk; as `page`. Without its audit row no
   *   number is shown
   * Source: R36; reference 10.
   */
  async withPhones(question: RegisterQuestion, reason: string, by: Actor): Promise<RegisterPage> {
    if (!hasRole(by, 'desk_head')) throw new DomainError('auth.forbidden', 'numbers are for the head of the desk');
    const page = await this.page(question, by);
    const entry = {
      at: this.press.now(),
      actor: by.username,
      action: 'register.revealed.phones',
      subject: `register:${page.unitCode}:${page.from}:${page.to}:${String(page.firstSerial)}+${String(page.rows.length)}`,
      reason,
    };
    const sealed = await this.transactor.run(async (tx) => {
      await this.audit.record(tx, entry);
      return this.registers.phones(
        tx,
        page.rows.map(({ id }) => id),
      );
    });
    const phone = ({ id }: RegisterRow): string | null => {
      const stored = sealed.get(id);
      return stored === undefined ? null : this.keys.decrypt(stored);
    };
    return { ...page, rows: page.rows.map((row) => ({ ...row, phone: phone(row) })) };
  }

  /** Results of an agency that the reader's desk received on a day; 200 at most, more than a day has. */
  results(agencyCode: string, day: PlainDate, by: Actor): Promise<RegisterRow[]> {
    return this.registers.results(by.unitCode, agencyCode, day, 200);
  }

  private async demandReadable(unitCode: string, by: Actor): Promise<void> {
    const tree = await this.units.tree();
    if (tree.find(unitCode) && mayRead(by, unitCode, tree.ancestors(unitCode))) return;
    throw new DomainError('not_found', 'there is no such register');
  }
}

function demandOneBook(from: PlainDate, to: PlainDate): void {
  const message =
    to < from
      ? 'Ngày cuối không thể trước ngày đầu'
      : yearOf(from) !== yearOf(to)
        ? 'Mỗi sổ là của một năm: hai ngày phải cùng năm'
        : null;
  if (message !== null) throw new DomainError('request.invalid', 'not one book', {}, [{ field: 'to', message }]);
}
