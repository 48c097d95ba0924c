import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { FieldError } from '../../domain/errors.js';
import { choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormError, FormField } from '../../platform/templates/page-parts.js';

/** Template pages/dossiers/turned-away: somebody is turned away at the counter, with form 02 or 03. */
export interface TurnedAwayView {
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
}

/** @param typed what was typed at intake, or here before it was refused: nobody types a name twice */
export function turnedAwayView(
  procedures: readonly ProcedureVersion[],
  typed: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  t: Translator,
): TurnedAwayView {
  const options = procedures.map(({ procedureCode, name }) => [procedureCode, `${procedureCode} ${name}`] as const);
  const fields = withAnswers(
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
  return { errors: namedErrors(fields, errors), fields };
}
