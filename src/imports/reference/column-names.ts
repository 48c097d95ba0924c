import type { Translator } from '../../platform/templates/i18n.js';
import { OPTIONAL_COLUMNS, PROCEDURE_COLUMNS } from '../../procedures/procedure-row.js';
import type { ReferenceKind } from './reference-kinds.js';

/** Columns that have a name of their own on the page of what they are about. */
const UNIT_FACTS = new Set([
  ...['parentCode', 'name', 'shortName', 'place', 'address', 'phone', 'hotline', 'letterheadSuperior'],
  ...['letterheadAgency', 'signerTitle', 'signerAuthority', 'signerName', 'hasDesk', 'deskUnitCode', 'validTo'],
]);
const PROCEDURE_FACTS = new Set([...PROCEDURE_COLUMNS, ...OPTIONAL_COLUMNS]);
const OF_ITS_OWN = new Set([
  ...['date', 'kind', 'name', 'source', 'confidence', 'spells'],
  ...['unitCode', 'weekday', 'opens', 'closes'],
]);
const WEEKDAY = /^weekday ([1-7])$/;

/** What a column of our files is called on a page; one that is not ours keeps its name. */
export function columnName(kind: ReferenceKind, column: string, t: Translator): string {
  const [, weekday] = WEEKDAY.exec(column) ?? [];
  if (weekday !== undefined) return t(`weekday.${weekday}`);
  if (kind === 'units' && UNIT_FACTS.has(column)) return t(`units.fact.${column}`);
  if (column === 'fieldName') return t('procedures.f.field');
  // A column that is named but stands in no file of this kind was misspelt by somebody: it keeps its name, too.
  const isOwn = OF_ITS_OWN.has(column) && kind !== 'procedures';
  if (isOwn) return t(`imports.column.${column}`);
  return PROCEDURE_FACTS.has(column) ? t(`procedures.f.${column}`) : column;
}
