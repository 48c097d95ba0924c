import { Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Terms } from '../../domain/dossier/acts/register.js';
import type { EventPayload } from '../../domain/dossier/decision.js';
import type { Origin } from '../../domain/dossier/dossier.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Instant } from '../../domain/time/instant.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { SqlValue } from '../../platform/database/sql.js';
import { DossiersRepository } from '../dossiers.repository.js';
import type { Intake } from './intake.service.js';
import { PaperSessionsService } from '../paper-sessions/paper-sessions.service.js';
import { TermsService } from '../terms.service.js';

/** When, where and by what rules a dossier comes in. */
export interface Circumstances {
  /** the moment of receipt: now, but for what was received on paper */
  readonly at: Instant;
  readonly origin: Origin;
  readonly paperDueAt: Instant | null;
  readonly terms: Terms;
  readonly version: ProcedureVersion;
  /** hours of the agency that decides */
  readonly calendar: WorkingCalendar;
  /** hours of the desk that receives */
  readonly deskCalendar: WorkingCalendar;
  /** what the first event says of them */
  readonly said: EventPayload;
  readonly columns: Readonly<Record<string, SqlValue>>;
}

type Came = Pick<Circumstances, 'at' | 'origin' | 'paperDueAt' | 'said' | 'columns'>;

/** Looks at what surrounds an intake, before anything is decided. */
@Injectable()
export class IntakeCircumstances {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossiersRepository,
    private readonly terms: TermsService,
    private readonly calendar: CalendarService,
    private readonly sessions: PaperSessionsService,
  ) {}

  /**
   * @throws DomainError `auth.forbidden` at another desk; `procedure.not_in_force`; `calendar.missing`;
   *   `dossier.date_refused` for a moment in no open paper session; `request.invalid` for parts that do not go
   *   together, and for a `replacesCode` that is no voided dossier of this desk
   */
  async of(intake: Intake, by: Actor, now: Instant): Promise<Circumstances> {
    const { unitCode, procedureCode } = intake;
    if (by.unitCode !== unitCode) {
      throw new DomainError('auth.forbidden', 'a dossier is received at the desk where you work', {
        unitCode: by.unitCode,
      });
    }
    refuse(contradictionsOf(intake));
    const came = await this.cameIn(intake, now);
    const replaced = await this.replaced(intake);
    return {
      ...came,
      ...(await this.terms.at(procedureCode, unitCode, came.at)),
      deskCalendar: await this.calendar.workingCalendar(unitCode),
      said: { ...came.said, ...replaced },
      columns: { ...came.columns, ...replaced },
    };
  }

  private async cameIn({ unitCode, acceptedAt, paperBook }: Intake, now: Instant): Promise<Came> {
    if (!paperBook || !acceptedAt) return { at: now, origin: 'desk', paperDueAt: null, said: {}, columns: {} };
    const { id: paperSessionId } = await this.sessions.sessionOf(unitCode, acceptedAt, paperBook);
    const { book, serial, dueAt } = paperBook;
    return {
      at: acceptedAt,
      origin: 'paper',
      paperDueAt: dueAt,
      said: {
        backdated: true,
        enteredAt: now,
        paperSessionId,
        paperBook: book,
        paperSerial: serial,
        paperDueAt: dueAt,
      },
      columns: { paperSessionId, paperBook: book, paperSerial: serial, enteredAt: writeInstant(now) },
    };
  }

  private async replaced({ replacesCode, unitCode }: Intake): Promise<{ replacesCode?: string }> {
    if (!replacesCode) return {};
    const [dossier] = await this.dossiers.voidedOf(this.database, unitCode, replacesCode);
    if (!dossier) refuse([{ field: 'replacesCode', message: 'Phải là một hồ sơ đã hủy tiếp nhận tại quầy này' }]);
    if (dossier?.replacedBy) refuse([{ field: 'replacesCode', message: `Đã được thay bằng ${dossier.replacedBy}` }]);
    return { replacesCode };
  }
}

/** What was typed that cannot be true together. */
function contradictionsOf({ channel, instant, acceptedAt, paperBook, replacesCode }: Intake): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (field: string, message: string): void => void faults.push({ field, message });
  const online = channel === 'online';
  if (online && instant) fault('instant', 'Hồ sơ nộp trực tuyến chưa có kết quả ngay');
  if (online && acceptedAt) fault('acceptedAt', 'Hồ sơ nộp trực tuyến không ghi lùi giờ');
  if (online && paperBook) fault('paperBook', 'Hồ sơ nộp trực tuyến không có trong sổ giấy');
  if (online && replacesCode) fault('replacesCode', 'Hồ sơ nộp trực tuyến không thay giấy tiếp nhận');
  if (acceptedAt && !paperBook) fault('paperBook', 'Cần sổ và số thứ tự trong sổ giấy');
  if (paperBook && !acceptedAt) fault('acceptedAt', 'Cần giờ đã tiếp nhận trên giấy');
  if (paperBook && !instant && paperBook.dueAt === null) fault('paperBook.dueAt', 'Cần ngày hẹn đã ghi trên giấy');
  if (acceptedAt && paperBook?.dueAt && paperBook.dueAt <= acceptedAt) {
    fault('paperBook.dueAt', 'Phải sau lúc tiếp nhận');
  }
  return faults;
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new DomainError('request.invalid', 'this cannot be received so', {}, errors);
}
