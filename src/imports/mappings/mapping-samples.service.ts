import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { DomainError } from '../../domain/errors.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { csvTable } from '../../platform/csv/stream-csv.js';
import { Uploads } from '../../platform/files/uploads.js';
import { newId } from '../../platform/ids/new-id.js';
import { foldLabel } from '../../platform/spreadsheet/fold-label.js';
import { withXlsx } from '../../platform/spreadsheet/read-xlsx.js';
import { UnreadableFile, type Table, type TableRow } from '../../platform/spreadsheet/table.js';
import type { Mapping, Target } from '../mapping.js';

/** A column of a file of another system, and what we take it for. */
export interface SampledColumn {
  readonly heading: string;
  readonly samples: readonly string[];
  /** by a mapping that knows the heading; null when none does */
  readonly target: Target | null;
}

const MOST_BYTES = 64 * 1024 * 1024;
const ROWS_READ = 60;
const SAMPLES = 3;
const LONGEST_SAMPLE = 60;
const MOST_COLUMNS = 99;

/** Looks into a file of another system, so that its columns can be named. Nothing of it is kept. */
@Injectable()
export class MappingSamplesService {
  constructor(
    private readonly uploads: Uploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` for what cannot be read as a table, `request.too_large` */
  async read(format: 'csv' | 'xlsx', bytes: Readable, known: Mapping): Promise<readonly SampledColumn[]> {
    const id = newId(this.clock.now());
    await this.uploads.receive(id, bytes, MOST_BYTES);
    try {
      const rows =
        format === 'csv'
          ? await firstRows(csvTable(() => this.uploads.bytes(id)))
          : await withXlsx(this.uploads.path(id), known.sheet, firstRows);
      return columnsOf(rows, known);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw unreadable();
    } finally {
      await this.uploads.forget(id);
    }
  }
}

async function firstRows({ rows }: Table): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const row of rows) {
    found.push(row);
    if (found.length >= ROWS_READ) break;
  }
  return found;
}

/** The row with the most headings that are known; without any, the first that looks like headings. */
function columnsOf(rows: readonly TableRow[], known: Mapping): SampledColumn[] {
  const labels = new Map(
    known.columns.flatMap(({ target, headings }) => headings.map((heading) => [foldLabel(heading), target] as const)),
  );
  const texts = rows.map(({ cells }) =>
    cells.map((cell) =>
      String(cell ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  );
  const score = (row: readonly string[]): number => row.filter((text) => labels.has(foldLabel(text))).length;
  const best = texts.reduce((found, row, i) => (score(row) > score(texts[found] ?? []) ? i : found), 0);
  const at =
    score(texts[best] ?? []) > 0 ? best : texts.findIndex((row) => row.filter((text) => text !== '').length > 2);
  const headings = texts[at];
  if (!headings) throw unreadable();
  const below = texts.slice(at + 1).filter((row) => row.filter((text) => text !== '').length > 2);
  const taken = new Set<Target>();
  return headings.slice(0, MOST_COLUMNS).flatMap((heading, column) => {
    if (heading === '') return [];
    const target = labels.get(foldLabel(heading)) ?? null;
    const free = target !== null && !taken.has(target);
    if (target !== null) taken.add(target);
    const samples = below.slice(0, SAMPLES).map((row) => (row[column] ?? '').slice(0, LONGEST_SAMPLE));
    return [{ heading: heading.slice(0, 120), samples, target: free ? target : null }];
  });
}

function unreadable(): DomainError {
  const message = 'Không đọc được thành bảng: xin chọn tệp .xlsx hoặc .csv có dòng tiêu đề';
  return new DomainError('request.invalid', 'not a table', {}, [{ field: 'file', message }]);
}
