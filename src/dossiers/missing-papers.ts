import { choices, field } from '../platform/templates/form-field.js';
import type { FormField } from '../platform/templates/page-parts.js';
import { linesOf } from '../platform/web/posted.js';
import type { DossierRecord } from './dossier-query.service.js';

type Fields = Readonly<Record<string, unknown>>;

/** As long as one thing that is asked for may be. */
const LONGEST = 200;

/** A list to tick: each tick carries what it names. @param ticked those that stand ticked at first */
export function checklist(
  given: Pick<FormField, 'name' | 'label' | 'hint'>,
  names: readonly string[],
  ticked: readonly string[] = [],
): FormField {
  const known = [...new Set(names.map((name) => name.slice(0, LONGEST)))];
  const [group] = [choices(known.map((name) => [name, name] as const))];
  const marked = group.choices.map((one) => ({ ...one, selected: ticked.includes(one.value) }));
  return { ...field({ ...given, kind: 'checks' }), groups: [{ label: null, choices: marked }] };
}

/** What was ticked in `listed`, then what was written in `items` a line each; each once. */
function namedPapers({ listed, items }: Fields): string[] {
  const ticks = typeof listed === 'object' && listed !== null ? Object.values(listed) : [];
  const named = ticks.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return [...new Set([...named.map((one) => one.trim()), ...linesOf(items)])];
}

/** The fields of a form with its two ways of naming papers as one list. */
export function withNamedPapers({ listed, items, ...rest }: Fields): Fields & { readonly items: readonly string[] } {
  return { ...rest, items: namedPapers({ listed, items }) };
}

/** What the citizen was asked for last; nothing once it was erased. */
export function askedFor({ events }: Pick<DossierRecord, 'events'>): readonly string[] {
  const asked = events.findLast(({ act }) => act === 'ask_first' || act === 'request_supplement');
  const items = asked?.payload?.['items'];
  return Array.isArray(items) ? items.filter((one): one is string => typeof one === 'string') : [];
}
