import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { FieldError } from '../../domain/errors.js';
import type { DocumentRow, PapersView } from './dossier-new.view.js';
import { paperLines, type TypedPapers } from './intake-form.js';

/** A form has a few blank lines for papers; longer lists come back as long as they were. */
const BLANK_LINES = 3;

type Line = Readonly<Record<string, unknown>>;

/** @param version of the procedure that is chosen; null for none */
export function papersView(
  version: Pick<ProcedureVersion, 'procedureCode' | 'documents'> | null,
  { listed: own, documents }: TypedPapers,
  errors: readonly FieldError[],
): PapersView {
  const lines = version?.documents ?? [];
  return {
    listedFor: version?.procedureCode ?? '',
    listed: lines.map((paper, index) => ({
      ...(own === null ? asked(paper, index) : { ...textual(own[index], index), name: paper.name }),
      ticked: own === null || textual(own[index], index).name !== '',
      wrong: errors.some(({ field }) => field.startsWith(`listed.${String(index)}.`)),
    })),
    lines: extraLines(documents),
  };
}

/** Ticked with the counts that the procedure asks for: what is missing is unticked, not what is there ticked. */
function asked(
  { name, originals, certified, copies }: ProcedureVersion['documents'][number],
  index: number,
): DocumentRow {
  const shown = (count: number): string => (count === 0 ? '' : String(count));
  const counts = { originals: shown(originals), certified: shown(certified), copies: shown(copies) };
  return { index, line: index + 1, name, ...counts };
}

function extraLines(documents: readonly unknown[]): DocumentRow[] {
  const typed = paperLines(documents);
  const blanks = Array.from({ length: Math.max(1, BLANK_LINES - typed.length) }, () => ({}));
  return [...typed, ...blanks].map(textual);
}

function textual(line: unknown, index: number): DocumentRow {
  const given = (line ?? {}) as Line;
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  const counts = { originals: text('originals'), certified: text('certified'), copies: text('copies') };
  return { index, line: index + 1, name: text('name'), ...counts };
}
