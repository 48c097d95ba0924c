import type { FieldError } from '../../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, ChoiceGroup, FormError, FormField } from '../../platform/templates/page-parts.js';
import { standingBadge, stateBadge } from '../state-words.view.js';
import type { ScanMode } from './scans.dto.js';
import { shelfHint } from './results.view.js';
import { fits, type ScannedLine } from './scans.service.js';

/** GET /counter/scans: a stack of papers, one act. Template pages/counter/scans. */
export interface ScansView {
  readonly errors: readonly FormError[];
  readonly modes: FormField;
  readonly to: FormField;
  readonly shelf: FormField;
  readonly codes: FormField;
  readonly lines: readonly ScanLineView[];
  /** after a post of which some were done: how many */
  readonly doneText: string | null;
}

export interface ScanLineView {
  /** null: no code of this desk */
  readonly code: string | null;
  readonly text: string;
  readonly href: string | null;
  readonly about: string;
  readonly badges: readonly Badge[];
  readonly fits: boolean;
  /** what became of it, or why it will not do */
  readonly note: string | null;
}

export interface ScansState {
  readonly modes: readonly ScanMode[];
  readonly mode: ScanMode;
  readonly receivers: readonly ChoiceGroup[];
  readonly shelf: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly lines: readonly ScanLineView[];
  readonly done: number;
}

export function scansView(state: ScansState, t: Translator): ScansView {
  const { mode, typed, errors, done } = state;
  const modes = choiceField({ kind: 'radio', name: 'mode', label: t('counter.mode'), required: true }, [
    choices(
      state.modes.map((each) => [each, t(`counter.mode.${each}`)] as const),
      mode,
    ),
  ]);
  const to = choiceField({ kind: 'select', name: 'to', label: t('counter.to'), hint: t('counter.to_hint') }, state.receivers); // prettier-ignore
  const shelf = field({ name: 'shelf', label: t('counter.shelf'), hint: shelfHint(state.shelf, t), value: state.shelf ?? '', maxLength: 30 }); // prettier-ignore
  const codes = field({ kind: 'textarea', name: 'codes', label: t('counter.codes'), hint: t('counter.codes_hint'), maxLength: 20_000 }); // prettier-ignore
  const fields = withAnswers([modes, to, shelf, codes], typed, errors);
  const [m = modes, u = to, s = shelf, c = codes] = fields;
  return {
    errors: namedErrors(fields, errors),
    modes: m,
    to: u,
    shelf: s,
    codes: c,
    lines: state.lines,
    doneText: done === 0 ? null : t(`counter.scanned.${mode}`, { count: done }),
  };
}

export function scanLine({ text, code, row }: ScannedLine, mode: ScanMode, t: Translator): ScanLineView {
  if (code === null || row === null) {
    const note = t(code === null ? 'counter.scan_unread' : 'counter.scan_unknown');
    return { code: null, text: code ?? text, href: null, about: '', badges: [], fits: false, note };
  }
  const { dossier, applicantName, procedureName, standing } = row;
  const suits = fits(mode, row);
  const state = stateBadge(dossier, t);
  const pending = mode === 'hand_over' && dossier.pending !== null;
  return {
    code,
    text: code,
    href: `/dossiers/${encodeURIComponent(code)}`,
    about: `${applicantName} · ${procedureName}`,
    badges: dossier.settlement === null ? [standingBadge(standing, t), state] : [state],
    fits: suits,
    note: suits ? null : pending ? t('counter.scan_pending') : t('counter.scan_misfit', { state: state.text }),
  };
}

export function receiverGroups(
  { units, colleagues }: { readonly units: readonly { code: string; name: string }[]; readonly colleagues: readonly { username: string; fullName: string; unitCode: string }[] }, // prettier-ignore
  t: Translator,
): ChoiceGroup[] {
  const people = colleagues.map(({ username, fullName, unitCode }) => [`${unitCode}/${username}`, fullName] as const);
  return [
    choices([['', t('counter.to_choose')]]),
    { ...choices(units.map(({ code, name }) => [code, name] as const)), label: t('counter.to_units') },
    ...(people.length > 0 ? [{ ...choices(people), label: t('counter.to_people') }] : []),
  ];
}
