import type { DomainError, FieldError } from '../../domain/errors.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChoiceGroup } from '../../platform/templates/page-parts.js';
import { inWords } from '../../platform/web/validation-words.js';
import { refusalWords } from '../../platform/web/problem.view.js';

const OWN = /^counter\.[a-z_]+$/;

/**
 * What was wrong, beside its field. A rule that looks at more than one field speaks beside `elsewhere`.
 *
 * @param error messages are words already, or keys of this room
 */
export function faultsOf(error: DomainError, elsewhere: string, t: Translator): FieldError[] {
  if (error.errors.length === 0) return [{ field: elsewhere, message: reasonOf(error, t) }];
  return error.errors.map(({ field, message }) => ({
    field,
    message: OWN.test(message) ? t(message) : inWords(message, t.locale),
  }));
}

/** In one sentence, for a line of many. */
export function reasonOf(error: DomainError, t: Translator): string {
  const { happened, todo } = refusalWords(error, t);
  return `${happened}. ${todo}`;
}

/** How the page counts the fee while somebody types; what is saved is counted again here. */
export interface FeeView {
  readonly code: string;
  readonly feeVnd: number;
  readonly rule: string;
}

export function feeViews(versions: readonly ProcedureVersion[]): FeeView[] {
  return versions.map(({ procedureCode, feeVnd, feeRule }) => ({ code: procedureCode, feeVnd, rule: feeRule ?? '' }));
}

export function procedureChoices(versions: readonly ProcedureVersion[], chosen: string): ChoiceGroup {
  return {
    label: null,
    choices: versions.map(({ procedureCode, name }) => ({
      value: procedureCode,
      label: `${procedureCode} ${name}`,
      selected: procedureCode === chosen,
    })),
  };
}
