import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { addCover, coverOf, NO_COVER, type CoverCounts } from '../../domain/apology/coverage.js';
import { DomainError } from '../../domain/errors.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { PeopleService } from '../../dossiers/people.service.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { mayName } from '../letter-acts.js';
import { CoverBoards, type CoverAsked, type CoverFrame } from './cover-board.service.js';
import { registerMonth } from './cover-periods.js';
import { CoverRegisterRepository, type RegisterLine } from './cover-register.repository.js';

/** A line with the name of whom it is about; null for readers who have no business with names. */
export interface NamedLine extends RegisterLine {
  readonly unitName: string;
  readonly applicantName: string | null;
}

/** The register of a month, as far as the reader sees. Its lines are read while they are written out. */
export interface CoverRegister {
  readonly frame: CoverFrame;
  readonly month: Period;
  readonly lines: AsyncIterable<NamedLine>;
}

/** Adds up what goes by; dossiers are not counted, for their obligations may stand in several months. */
export class RegisterSums {
  counts: CoverCounts = NO_COVER;

  add(line: RegisterLine): void {
    for (const { counts } of coverOf([line])) this.counts = addCover(this.counts, counts);
  }
}

const PAGE = 200;

/** Every obligation of a month by unit: what is printed, signed and kept. */
@Injectable()
export class CoverRegisters {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly boards: CoverBoards,
    private readonly repository: CoverRegisterRepository,
    private readonly people: PeopleService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Whoever takes the register out of the house is written down before the first line of it is read.
   *
   * @throws DomainError `not_found` for a unit out of reach, `request.invalid` for a period that is not a month
   */
  async open(asked: CoverAsked, as: 'xlsx' | 'pdf', by: Actor): Promise<CoverRegister> {
    const frame = await this.boards.frame(asked, by);
    const month = registerMonth(frame.period, frame.today);
    if (asked.period !== undefined && month.code !== frame.period.code) {
      const message = 'Sổ theo dõi lập theo tháng: ghi tháng, ví dụ 2023-05.';
      throw new DomainError('request.invalid', 'a register is for a month', {}, [{ field: 'period', message }]);
    }
    const at = this.clock.now();
    const entry = { at, actor: by.username, action: 'coverage.exported', reason: null } as const;
    const subject = `${frame.unitCode} ${month.code} ${as}`;
    await this.transactor.run((tx) => this.audit.record(tx, { ...entry, subject }));
    return { frame, month, lines: this.lines(frame, month, mayName(by)) };
  }

  private async *lines(frame: CoverFrame, month: Period, named: boolean): AsyncGenerator<NamedLine> {
    const inside = frame.units.filter(({ code }) => frame.unitCodes.includes(code));
    for (const { code, name } of inside) {
      for (let after: RegisterLine | null = null; ;) {
        const page: RegisterLine[] = await this.repository.page(code, month, after, PAGE);
        const names = named ? await this.names(page) : new Map<string, string>();
        for (const line of page) {
          yield { ...line, unitName: name, applicantName: names.get(line.dossierId) ?? null };
        }
        after = page.at(-1) ?? null;
        if (page.length < PAGE) break;
      }
    }
  }

  private async names(lines: readonly RegisterLine[]): Promise<Map<string, string>> {
    const ids = [...new Set(lines.map(({ dossierId }) => dossierId))];
    const people = await Promise.all(ids.map(async (id) => [id, (await this.people.applicant(id)).name] as const));
    return new Map(people);
  }
}
