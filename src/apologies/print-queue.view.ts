import { choiceField, choices } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, EmptyState, FormField, Pagination } from '../platform/templates/page-parts.js';
import { momentText } from '../platform/templates/page-words.js';
import type { About, LetterBoard, Page, PaperLine } from './letter-lists.service.js';
import { deliveryForm } from './letter-show.view.js';

/** GET /letters/print-queue: letters that go on paper. Template pages/letters/print-queue. */
export interface PrintQueueView {
  /** GET: the chosen letters (`ids`) on one page, opened to print */
  readonly papersAction: string;
  readonly filters: readonly FormField[];
  readonly rows: readonly PrintQueueRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface PrintQueueRow {
  readonly id: string;
  readonly href: string;
  readonly pdfHref: string;
  readonly numberText: string;
  readonly recipientName: string;
  readonly address: string;
  /** why on paper: `Không có thư điện tử`, `Thư điện tử bị trả lại` */
  readonly why: string;
  readonly dateText: string;
  readonly unitName: string;
  /** says that the citizen has it */
  readonly delivery: ActForm;
}

export function printQueueView(
  page: Page<About<PaperLine>>,
  units: LetterBoard['units'],
  unit: string | undefined,
  t: Translator,
): PrintQueueView {
  const { items, nextCursor } = page;
  const query = (more: Record<string, string>): string =>
    `/letters/print-queue?${new URLSearchParams({ ...(unit === undefined ? {} : { unit }), ...more }).toString()}`;
  return {
    papersAction: '/letters/print-queue/papers',
    filters: unitFilter(units, unit, t),
    rows: items.map((line) => queueRow(line, t)),
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('letters.page', { count: items.length }),
            firstHref: null,
            nextHref: query({ cursor: nextCursor }),
          },
    empty: items.length > 0 ? null : { title: t('queue.empty_title'), body: t('queue.empty'), action: null },
  };
}

function queueRow({ letterId, number, why, queuedAt, subject, unitName }: About<PaperLine>, t: Translator) {
  return {
    id: letterId,
    href: `/letters/${letterId}`,
    pdfHref: `/api/v1/letters/${letterId}/letter.pdf`,
    numberText: number,
    recipientName: subject.applicant.name,
    address: subject.applicant.address ?? t('queue.no_address'),
    why: t(`queue.why_${why}`),
    dateText: momentText(queuedAt, t),
    unitName,
    delivery: deliveryForm(letterId, `/letters/print-queue/${letterId}/deliveries`, t),
  };
}

/** Nothing to choose from where there is one unit only. */
export function unitFilter(units: LetterBoard['units'], unit: string | undefined, t: Translator): FormField[] {
  if (units.length < 2) return [];
  const offered = units.map(({ code, name }) => [code, name] as const);
  return [
    choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [
      choices([['', t('list.any')], ...offered], unit ?? ''),
    ]),
  ];
}
