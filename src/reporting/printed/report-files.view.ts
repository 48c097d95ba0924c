import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';

/** The workbook, the paper and the data of a page of figures, for the same question. */
export function reportFiles(path: string, asked: Readonly<Record<string, string>>, t: Translator): Link[] {
  const query = new URLSearchParams(asked).toString();
  return [
    { href: `${path}.xlsx?${query}`, label: t('report.xlsx') },
    { href: `${path}.pdf?${query}`, label: t('report.pdf') },
    { href: `/api/v1${path}?${query}`, label: 'JSON' },
  ];
}
