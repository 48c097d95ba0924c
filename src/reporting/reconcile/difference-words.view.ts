import { REFERENCE_OF } from '../../domain/kpi/reconcile.js';
import type { Reckoning, TheirRow } from '../../domain/kpi/reconcile-facts.js';
import { csvLine } from '../../platform/csv/csv-line.js';
import type { SheetCell, SheetColumn } from '../../platform/spreadsheet/write-xlsx.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { Difference } from './reconciliation.js';

/** What they say of a dossier, in one line; null when they say nothing. */
export function theirsText({ facts: { theirs } }: Pick<Difference, 'facts'>, t: Translator): string | null {
  return theirs && said(theirs, t);
}

/** What stands here. Of a sheet also where the other rule would put it. */
export function oursText({ facts: { ours, place } }: Pick<Difference, 'facts'>, t: Translator): string | null {
  if (ours === null) return null;
  const here = said({ ...ours, finished: ours.finished ?? 'open' }, t);
  if (place === undefined) return here;
  const there = said({ ...place, finished: place.finished ?? 'open' }, t);
  return t('reconcile.moved', { here, there });
}

/** Why, as it can be pasted into a letter to the keepers of the other system. */
export function whyText({ rule, because }: Pick<Difference, 'rule' | 'because'>, t: Translator): string {
  const why = t(`reconcile.why.${rule}`);
  return because === null ? why : `${why} ${t('reconcile.because', { rule: t(`reconcile.rule.${because}`) })}`;
}

function said({ received, due, finished, standing }: TheirRow | Reckoning, t: Translator): string {
  const ended = finished === 'open' || finished === null ? null : t('reconcile.said.finished', day(finished, t));
  return [
    received === null ? null : t('reconcile.said.received', day(received, t)),
    due === null ? null : t('reconcile.said.due', day(due, t)),
    finished === 'open' ? t('reconcile.said.open') : ended,
    standing === null ? null : t(`reconcile.class.${standing}`),
  ]
    .filter((text) => text !== null)
    .join(', ');
}

function day(one: Parameters<typeof dayText>[0], t: Translator): { readonly day: string } {
  return { day: dayText(one, t) };
}

/** Columns of the list that is taken along. */
export function differenceColumns(t: Translator): SheetColumn[] {
  const widths = { line: 8, code: 26, rule: 34, reference: 10, theirs: 60, ours: 60, why: 90 } as const;
  return (Object.keys(widths) as (keyof typeof widths)[]).map((name) => ({
    header: t(`reconcile.col.${name}`),
    width: widths[name],
  }));
}

function differenceCells(difference: Difference, t: Translator): SheetCell[] {
  const { line, code, rule } = difference;
  const [reference, theirs, ours] = [REFERENCE_OF[rule], theirsText(difference, t), oursText(difference, t)];
  return [line, code, t(`reconcile.rule.${rule}`), reference, theirs, ours, whyText(difference, t)];
}

/** The list as text, with a mark by which spreadsheets know UTF-8. */
export async function* differenceCsv(rows: AsyncIterable<Difference>, t: Translator): AsyncGenerator<string> {
  yield `\ufeff${csvLine(differenceColumns(t).map(({ header }) => header))}\r\n`;
  for await (const row of rows) {
    yield `${csvLine(differenceCells(row, t).map((cell) => String(cell ?? '')))}\r\n`;
  }
}

/** The same for a workbook. */
export async function* differenceSheet(rows: AsyncIterable<Difference>, t: Translator): AsyncGenerator<SheetCell[]> {
  for await (const row of rows) yield differenceCells(row, t);
}
