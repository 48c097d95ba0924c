import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { ChoiceGroup } from '../platform/templates/page-parts.js';

/** Procedures under their fields, so that a list of eighty can be overlooked. */
export function procedureGroups(procedures: readonly ProcedureVersion[]): ChoiceGroup[] {
  const fields = [...new Set(procedures.map(({ fieldName }) => fieldName))].sort((a, b) => a.localeCompare(b, 'vi'));
  return fields.map((label) => ({
    label,
    choices: procedures
      .filter(({ fieldName }) => fieldName === label)
      .map(({ procedureCode, name }) => ({ value: procedureCode, label: `${procedureCode} ${name}`, selected: false })),
  }));
}
