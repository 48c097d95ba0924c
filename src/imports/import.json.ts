import { csvLine } from '../platform/csv/csv-line.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import { worded } from './finding.js';
import type { GivenRow } from './import-result.service.js';
import type { ImportFault, ImportFile, RowCounts } from './import-file.js';
import type { StagedRow } from './import-rows.repository.js';
import type { MissingDossier } from './missing.repository.js';

const FAULT_WORDS: Readonly<Record<ImportFault, readonly [vi: string, en: string]>> = {
  not_a_spreadsheet: [
    'Không phải tệp XLSX; tệp .xls cũ xin lưu lại thành .xlsx',
    'Not an XLSX file; save an old .xls file as .xlsx',
  ],
  encrypted: ['Tệp có mật khẩu', 'The file has a password'],
  malformed: ['Tệp bị hỏng', 'The file is damaged'],
  not_utf8: ['Bảng mã không phải Unicode (UTF-8)', 'The encoding is not Unicode (UTF-8)'],
  no_such_sheet: ['Không có trang tính này', 'There is no such sheet'],
  too_large: ['Vượt giới hạn', 'Beyond a limit'],
  empty: ['Tệp không có dữ liệu', 'There is nothing in the file'],
  no_heading: [
    'Không tìm thấy dòng tiêu đề có đủ các cột bắt buộc; còn thiếu',
    'No row of headings names all that is needed; missing',
  ],
  lost: ['Tệp không còn, xin gửi lại', 'The file is gone: send it again'],
};

/** Where an import stands. */
export interface ImportJson extends Pick<
  ImportFile,
  'id' | 'state' | 'format' | 'mode' | 'unitCode' | 'dryRun' | 'fileHash' | 'bytes' | 'createdBy' | 'acceptedBy'
> {
  /** the saved mapping by which it is read */
  readonly mapping: string | null;
  /** why the file as a whole could not be read */
  readonly fault: FaultJson | null;
  /** how many rows are in each state */
  readonly rows: RowCounts & { readonly passedOver: number };
  /** until when the source vouches for it: of what happened there later nobody here knows */
  readonly asOf: string;
  /** open dossiers of its desks that another system works and that it does not name; null while that is not known */
  readonly missing: number | null;
  readonly createdAt: string;
  readonly acceptedAt: string | null;
  readonly finishedAt: string | null;
}

interface FaultJson {
  readonly code: ImportFault;
  readonly where: string | null;
  readonly vi: string;
  readonly en: string;
}

/** An open dossier of another system of which the file says nothing. */
interface MissingJson extends Pick<MissingDossier, 'code' | 'unitCode' | 'procedureCode' | 'status'> {
  readonly acceptedAt: string;
  readonly currentDueAt: string | null;
  /** until when its source vouched for it, the last time it was named */
  readonly vouchedUntil: string;
}

/** A row of the file, and what it came to. */
interface ImportRowJson extends Pick<StagedRow, 'line' | 'code' | 'state' | 'isNew'> {
  readonly findings: readonly ReturnType<typeof worded>[];
}

/** @param missing open dossiers of its desks that it does not name; null while that is not known */
export function importJson(file: ImportFile, counts: RowCounts, missing: number | null): ImportJson {
  const { id, state, format, mode, unitCode, mappingName, dryRun, fileHash, bytes, passedOver, createdBy, acceptedBy } =
    file;
  return {
    ...{ id, state, format, mode, unitCode, mapping: mappingName, dryRun, fileHash, bytes },
    fault: faultJson(file),
    rows: { ...counts, passedOver },
    asOf: toLocalIso(file.asOf),
    missing,
    createdAt: toLocalIso(file.createdAt),
    createdBy,
    acceptedAt: local(file.acceptedAt),
    acceptedBy,
    finishedAt: local(file.finishedAt),
  };
}

function faultJson({ fault, faultWhere }: ImportFile): FaultJson | null {
  if (fault === null) return null;
  const [vi, en] = FAULT_WORDS[fault];
  return { code: fault, where: faultWhere, vi, en };
}

/** What a row came to; the people in it are not shown. */
export function importRowJson({ line, code, state, isNew, findings }: StagedRow): ImportRowJson {
  return { line, code, state, isNew, findings: findings.map(worded) };
}

export function missingJson({ acceptedAt, currentDueAt, vouchedUntil, ...dossier }: MissingDossier): MissingJson {
  const { code, unitCode, procedureCode, status } = dossier;
  return {
    ...{ code, unitCode, procedureCode, status },
    acceptedAt: toLocalIso(acceptedAt),
    currentDueAt: local(currentDueAt),
    vouchedUntil: toLocalIso(vouchedUntil),
  };
}

/** The rejected rows as a file to mend and send again: the columns they came with, and why (under headings no mapping knows). */
export async function rejectedCsv(file: ImportFile, rows: AsyncIterable<GivenRow>): Promise<string> {
  const headings = file.headings ?? [];
  const lines = [csvLine(['Dòng trong tệp', 'Vì sao bị loại', 'Why it was rejected', ...headings])];
  for await (const { row, given } of rows) {
    const words = row.findings.map(worded);
    const say = (language: 'vi' | 'en'): string =>
      words.map(({ field, ...one }) => (field === '' ? one[language] : `${field}: ${one[language]}`)).join('; ');
    lines.push(csvLine([String(row.line), say('vi'), say('en'), ...(given ?? [row.code ?? ''])]));
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function local(at: Instant | null): string | null {
  return at === null ? null : toLocalIso(at);
}
