import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { choiceField, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { feeViews, procedureChoices, type FeeView } from './counter-words.js';
import { nameChecked, noProcedures } from './instant.view.js';

/** As many as one fills a screen with. */
export const LINES = 20;

/** GET /dossiers/instant/lines: up to twenty people served at once. Template pages/counter/instant-lines. */
export interface InstantLinesView {
  readonly errors: readonly FormError[];
  readonly procedure: FormField | null;
  readonly lines: readonly LineView[];
  readonly fees: readonly FeeView[];
  /** lines that are saved: what became of each */
  readonly done: readonly DoneLineView[];
  /** how many were saved, and what they cost together */
  readonly doneText: string | null;
  readonly empty: EmptyState | null;
}

export interface LineView {
  readonly index: number;
  readonly no: number;
  readonly name: string;
  readonly card: string;
  readonly idNumber: string;
  readonly copies: string;
  readonly pages: string;
  /** why it was not saved */
  readonly wrong: string | null;
  readonly nameChecked: FormField | null;
}

export interface DoneLineView {
  readonly no: number;
  readonly code: string;
  readonly href: string;
  readonly name: string;
  readonly feeText: string;
}

/** A line as it was typed, and why it could not be saved. */
export interface TypedLine {
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: string | null;
  /** the name must be looked at */
  readonly bare: boolean;
}

export interface LinesState {
  readonly procedures: readonly ProcedureVersion[];
  readonly chosen: string;
  readonly lines: readonly TypedLine[];
  readonly done: readonly DoneLineView[];
  readonly total: string;
  /** what was wrong with the form as a whole */
  readonly wrong: string | null;
}

export function instantLinesView(state: LinesState, t: Translator): InstantLinesView {
  const { procedures, chosen, done } = state;
  const kept = state.lines.map((line, i) => lineView(line, i, t));
  const blank = Array.from({ length: Math.max(0, LINES - kept.length) }, (_, i) =>
    lineView({ typed: {}, wrong: null, bare: false }, kept.length + i, t),
  );
  const wrongs = kept.flatMap(({ index, no, wrong }) =>
    wrong === null ? [] : [{ href: `#lines-${String(index)}-name`, message: t('counter.line_wrong', { no, wrong }) }],
  );
  const whole = state.wrong === null ? [] : [{ href: '#procedureCode', message: state.wrong }];
  return {
    errors: [...whole, ...wrongs],
    procedure:
      procedures.length === 0
        ? null
        : choiceField({ kind: 'select', name: 'procedureCode', label: t('counter.procedure'), required: true }, [
            procedureChoices(procedures, chosen),
          ]),
    lines: [...kept, ...blank],
    fees: feeViews(procedures),
    done,
    doneText: done.length === 0 ? null : t('counter.lines_done', { count: done.length, total: state.total }),
    empty: procedures.length > 0 ? null : noProcedures(t),
  };
}

function lineView({ typed, wrong, bare }: TypedLine, index: number, t: Translator): LineView {
  const text = (name: string): string => typed[name] ?? '';
  const check = nameChecked(t);
  const id = `lines-${String(index)}-nameChecked`;
  return {
    index,
    no: index + 1,
    name: text('name'),
    card: text('card'),
    idNumber: text('idNumber'),
    copies: typed['copies'] ?? '1',
    pages: text('pages'),
    wrong,
    nameChecked: bare ? field({ ...check, name: `lines.${String(index)}.nameChecked`, id }) : null,
  };
}
