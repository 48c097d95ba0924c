import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { FieldError } from '../../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';
import { checklist } from '../missing-papers.js';

/** Template pages/dossiers/turned-away: somebody is turned away at the counter, with form 02 or 03. */
export interface TurnedAwayView {
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
  /** whose papers are listed; '' before a procedure is chosen */
  readonly listedFor: string;
}

/** What was typed at intake, or here before it was refused: nobody types a name twice. */
interface TurnedAway {
  readonly typed: Readonly<Record<string, string>>;
  /** papers that were handed in; null when nobody has looked yet */
  readonly there: readonly string[] | null;
}

/** Papers of the procedure that were not handed in stand ticked: they are what is missing. */
export function turnedAwayView(
  procedures: readonly ProcedureVersion[],
  { typed, there }: TurnedAway,
  errors: readonly FieldError[],
  t: Translator,
): TurnedAwayView {
  const options = procedures.map(({ procedureCode, name }) => [procedureCode, `${procedureCode} ${name}`] as const);
  const chosen = procedures.find(({ procedureCode }) => procedureCode === typed['procedureCode']);
  const names = chosen?.documents.map(({ name }) => name) ?? [];
  const missing = names.filter((name) => there !== null && !there.includes(name));
  const checks =
    names.length === 0
      ? []
      : [checklist({ name: 'listed', label: t('turned.missing'), hint: t('turned.missing_hint') }, names, missing)];
  const answered = withAnswers(
    [
      choiceField({ kind: 'select', name: 'procedureCode', label: t('intake.procedure'), required: true }, [
        choices([['', t('intake.choose')], ...options]),
      ]),
      field({ name: 'applicantName', label: t('intake.name'), maxLength: 200 }),
      choiceField({ kind: 'radio', name: 'kind', label: t('turned.kind'), required: true }, [
        choices(
          [
            ['02', t('turned.kind.02')],
            ['03', t('turned.kind.03')],
          ],
          '02',
        ),
      ]),
      field({ kind: 'textarea', name: 'items', label: t('turned.items'), hint: t('act.lines_hint'), maxLength: 6_000 }),
      field({
        kind: 'textarea',
        name: 'reason',
        label: t('turned.reason'),
        hint: t('turned.reason_hint'),
        required: true,
        maxLength: 600,
      }),
    ],
    typed,
    errors,
  );
  const fields = [
    ...answered.slice(0, 3),
    ...(there === null ? withAnswers(checks, typed, errors) : checks),
    ...answered.slice(3),
  ];
  return { errors: namedErrors(fields, errors), fields, listedFor: chosen?.procedureCode ?? '' };
}
