import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Queries, Tx } from '../../platform/database/sql.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import type { Ii06Closed } from '../statutory/ii06-sheet.view.js';
import { Ii06Press } from '../statutory/ii06-press.service.js';
import type { Ii06Report } from '../statutory/statutory.service.js';
import { ClosingsRepository, type Closing } from './closings.repository.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The papers of a closing, in the store before any row speaks of them. */
export interface Printed {
  readonly xlsx: StoredFile;
  readonly pdf: StoredFile;
}

/** Keeps what was closed: the row, its papers, and who did it. */
@Injectable()
export class ClosingBooks {
  constructor(
    private readonly closings: ClosingsRepository,
    private readonly press: Ii06Press,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  find(unitCode: string, period: string, queries?: Queries): Promise<Closing | null> {
    return this.closings.find(unitCode, period, queries);
  }

  /** Closings of these units, the latest first. */
  latest(unitCodes: readonly string[], limit: number): Promise<Closing[]> {
    return this.closings.of(unitCodes, limit);
  }

  async print(forms: readonly Ii06Report[], closed: Ii06Closed): Promise<Printed> {
    const pdf = await this.press.pdf(forms, closed, closed.at);
    const xlsx = await this.press.xlsx(forms, closed.at);
    return { pdf: await this.files.write(pdf, 'application/pdf'), xlsx: await this.files.write(xlsx, XLSX) };
  }

  async write(tx: Tx, closing: Closing, { xlsx, pdf }: Printed): Promise<void> {
    const { unitCode, period, at, by, note } = closing;
    for (const file of [xlsx, pdf]) await this.files.record(tx, file, at);
    await this.closings.add(tx, closing);
    const subject = `period:${unitCode}:${period}`;
    await this.audit.record(tx, { at, actor: by, action: 'period.closed', subject, reason: note });
  }

  /** The bytes as they were handed in. @throws Error when they were changed on the disk */
  async file(closing: Closing, kind: 'xlsx' | 'pdf'): Promise<{ readonly bytes: Buffer; readonly type: string }> {
    const bytes = await this.files.read(kind === 'xlsx' ? closing.xlsxHash : closing.pdfHash);
    return { bytes, type: kind === 'xlsx' ? XLSX : 'application/pdf' };
  }
}
