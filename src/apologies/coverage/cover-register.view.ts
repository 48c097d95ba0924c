import { listLength, type CoverCounts, type CoverList } from '../../domain/apology/coverage.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { causeText } from '../../dossiers/state-words.view.js';
import type { SheetCell, SheetColumn } from '../../platform/spreadsheet/write-xlsx.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { dayText, monthText, numberText } from '../../platform/templates/page-words.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { shortDate, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { Instant } from '../../domain/time/instant.js';
import { coverBadge } from './cover-list.view.js';
import { RegisterSums, type CoverRegister, type NamedLine } from './cover-register.service.js';

const COLUMNS = [
  ['serial', 6],
  ['unit', 28],
  ['dossier', 22],
  ['applicant', 26],
  ['cause', 22],
  ['fault', 18],
  ['since', 12],
  ['opened', 12],
  ['standing', 20],
  ['number', 14],
  ['date', 12],
  ['signer', 22],
  ['channel', 16],
  ['arrived', 12],
  ['waiver', 40],
] as const;

/** Sums at the foot; each is the number of the same name on the page of the month. */
const SUMS = ['opened', 'created', 'issued', 'delivered', 'missing', 'tardy', 'waived', 'averted', 'historic'] as const;

export function registerColumns(t: Translator): SheetColumn[] {
  return COLUMNS.map(([name, width]) => ({ header: t(`coverage.register.${name}`), width }));
}

/** The lines, then an empty row, then the sums. */
export async function* registerCells({ lines }: CoverRegister, t: Translator): AsyncGenerator<SheetCell[]> {
  const sums = new RegisterSums();
  let serial = 0;
  for await (const line of lines) {
    serial += 1;
    sums.add(line);
    yield [serial, ...cellsOf(line, t)];
  }
  yield [];
  for (const [label, count] of sumsOf(sums.counts, t)) yield [null, label, count];
}

function cellsOf(line: NamedLine, t: Translator): SheetCell[] {
  const day = (of: PlainDate | null): string => (of === null ? '' : dayText(of, t));
  return [
    line.unitName,
    line.dossierCode,
    line.applicantName ?? t('dash.name_hidden'),
    causeText(line.cause, t),
    t(`fault.${line.fault}`),
    day(localDate(line.since)),
    day(line.day),
    coverBadge(line.standing, t).text,
    line.number ?? '',
    day(line.date),
    line.signer ?? '',
    line.channel === null ? '' : channelText(line, t),
    day(line.arrivedOn),
    waiverText(line, t),
  ];
}

/** What a leader wrote may name people: it is for those who may know them. */
function waiverText({ waiverReason, applicantName }: NamedLine, t: Translator): string {
  if (waiverReason === null) return '';
  return applicantName === null ? t('dash.name_hidden') : waiverReason;
}

function channelText({ channel }: NamedLine, t: Translator): string {
  return t(`coverage.channel.${channel ?? 'desk'}`);
}

function sumsOf(counts: CoverCounts, t: Translator): [string, number][] {
  return SUMS.map((name) => [t(`coverage.list.${name satisfies CoverList}`), listLength(name, counts)]);
}

export interface RegisterPaper {
  readonly agency: string;
  readonly printedAt: Instant;
  readonly illustration: boolean;
}

/** The register as one paper, A4 across, in Vietnamese. */
export function registerHtml(
  register: CoverRegister,
  lines: readonly NamedLine[],
  { agency, printedAt, illustration }: RegisterPaper,
  templates: Templates,
  t: Translator,
): string {
  const sums = new RegisterSums();
  for (const line of lines) sums.add(line);
  const shown = (day: PlainDate | null): string => (day === null ? '' : shortDate(day));
  return renderPaper(templates, 'forms/apology-register', {
    agency,
    illustration,
    title: `SỔ THEO DÕI XIN LỖI ${monthText(register.month.from, t).toLocaleUpperCase('vi')}`,
    period: `Nghĩa vụ xin lỗi mở từ ngày ${shortDate(register.month.from)} đến ngày ${shortDate(register.month.to)}, ${register.frame.unitName}`,
    rows: lines.map((line, i) => ({
      serial: i + 1,
      unit: line.unitName,
      code: line.dossierCode,
      applicant: line.applicantName ?? t('dash.name_hidden'),
      cause: causeText(line.cause, t),
      fault: t(`fault.${line.fault}`),
      since: shown(localDate(line.since)),
      standing: coverBadge(line.standing, t).text,
      letter: [line.number ?? '', shown(line.date)].filter((text) => text !== '').join(', '),
      signer: line.signer ?? '',
      arrived: [line.channel === null ? '' : channelText(line, t), shown(line.arrivedOn)].filter((text) => text !== '').join(', '), // prettier-ignore
      waiver: waiverText(line, t),
    })),
    sums: sumsOf(sums.counts, t).map(([label, count]) => `${label}: ${numberText(count, t)}`).join('; '), // prettier-ignore
    printed: `In lúc ${writtenMoment(printedAt)}.`,
  });
}
