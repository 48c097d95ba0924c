import { cell, certaintyBadge, referenceLinks, type ReferenceListView } from '../calendar/reference-list.view.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import { field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import { moneyText } from '../platform/templates/page-words.js';

export interface ProceduresPageFacts {
  readonly versions: readonly ProcedureVersion[];
  /** what was searched for; empty for all */
  readonly q: string;
  /** of today: which calendars the links offer */
  readonly year: number;
  readonly unitName: (code: string) => string | null;
}

const COLUMNS = ['procedure', 'limit', 'level', 'fee', 'online', 'certainty'] as const;

/** GET /reference/procedures. */
export function proceduresPageView(
  { versions, q, year, unitName }: ProceduresPageFacts,
  t: Translator,
): ReferenceListView {
  const column = (name: (typeof COLUMNS)[number]): string => t(`ref.col.${name}`);
  return {
    heading: t('ref.procedures'),
    lead: t('ref.procedures_lead'),
    links: referenceLinks('/reference/procedures', year, t),
    search: {
      action: '/reference/procedures',
      fields: [field({ name: 'q', label: t('ref.search'), value: q, maxLength: 100 })],
    },
    columns: COLUMNS.map(column),
    rows: versions.map((one) => ({
      cells: [
        cell(column('procedure'), one.procedureCode, `${one.name} (${one.fieldName})`),
        cell(column('limit'), limitText(one.limit, t), one.note),
        cell(column('level'), t(`ref.level.${one.level}`), unitName(one.responsibleUnitCode ?? '')),
        cell(column('fee'), feeText(one, t), one.feeVnd === 0 ? null : one.feeNote),
        cell(column('online'), t(`ref.online.${one.onlineLevel}`)),
        cell(column('certainty'), null, certaintyText(one.certainty, t), certaintyBadge(one.certainty, t)),
      ],
    })),
    empty: versions.length > 0 ? null : { title: t('ref.none_found'), body: t('ref.none_found_hint'), action: null },
  };
}

/** No amount known here is not the same as no fee: then the note says what is to be entered. */
export function feeText({ feeVnd, feeNote }: ProcedureVersion, t: Translator): string {
  return feeVnd === 0 && feeNote !== null ? feeNote : moneyText(feeVnd, t);
}

/** @param certainty of the code / of the duration, e.g. `F/K` */
function certaintyText(certainty: string, t: Translator): string {
  const [code = 'U', duration = 'U'] = certainty.split('/');
  return t('ref.certainty_both', { code: t(`ref.certainty.${code}`), duration: t(`ref.certainty.${duration}`) });
}

/** `3 ngày làm việc` */
export function limitText({ amount, unit }: TimeLimit, t: Translator): string {
  return unit === 'same_day' ? t('ref.limit.same_day') : t(`ref.limit.${unit}`, { count: amount });
}
