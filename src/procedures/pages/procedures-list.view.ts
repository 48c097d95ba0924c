import { certaintyBadge } from '../../calendar/certainty.view.js';
import { PROCEDURE_LEVELS, type ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormField } from '../../platform/templates/page-parts.js';
import type { Unit } from '../../units/unit.js';
import { feeText, limitText } from '../limit-and-fee.view.js';
import type { ProceduresListQuery } from './procedure-forms.dto.js';

/** GET /procedures. Template pages/procedures/list. */
export interface ProceduresListView {
  readonly filters: readonly FormField[];
  readonly newHref: string | null;
  readonly rows: readonly {
    readonly href: string;
    readonly code: string;
    readonly name: string;
    readonly field: string;
    readonly limit: string;
    readonly level: string;
    readonly unitName: string | null;
    readonly fee: string;
    readonly online: string;
    readonly certainty: Badge;
  }[];
  readonly empty: EmptyState | null;
}

export interface ProceduresListFacts {
  readonly versions: readonly ProcedureVersion[];
  readonly query: ProceduresListQuery;
  readonly fields: readonly { readonly code: string; readonly name: string }[];
  readonly units: readonly Unit[];
  readonly mayKeep: boolean;
}

export function proceduresListView(facts: ProceduresListFacts, t: Translator): ProceduresListView {
  const { query, fields, units, mayKeep } = facts;
  const wanted = facts.versions.filter(
    (one) =>
      (query.field === undefined || one.fieldCode === query.field) &&
      (query.level === undefined || one.level === query.level) &&
      (query.unit === undefined || one.responsibleUnitCode === query.unit),
  );
  const any = ['', t('procedures.any')] as const;
  const deciding = units.filter(({ code }) => facts.versions.some((one) => one.responsibleUnitCode === code));
  return {
    filters: [
      field({ name: 'q', label: t('ref.search'), value: query.q ?? '', maxLength: 100 }),
      choiceField({ kind: 'select', name: 'field', label: t('procedures.f.field') }, [
        choices([any, ...fields.map(({ code, name }) => [code, name] as const)], query.field ?? ''),
      ]),
      choiceField({ kind: 'select', name: 'level', label: t('procedures.f.level') }, [
        choices([any, ...PROCEDURE_LEVELS.map((one) => [one, t(`ref.level.${one}`)] as const)], query.level ?? ''),
      ]),
      choiceField({ kind: 'select', name: 'unit', label: t('procedures.f.responsibleUnitCode') }, [
        choices([any, ...deciding.map(({ code, name }) => [code, name] as const)], query.unit ?? ''),
      ]),
    ],
    newHref: mayKeep ? '/procedures/new' : null,
    rows: wanted.map((one) => ({
      href: `/procedures/${one.procedureCode}`,
      code: one.procedureCode,
      name: one.name,
      field: one.fieldName,
      limit: limitText(one.limit, t),
      level: t(`ref.level.${one.level}`),
      unitName: units.find(({ code }) => code === one.responsibleUnitCode)?.shortName ?? null,
      fee: feeText(one, t),
      online: t(`ref.online.${one.onlineLevel}`),
      certainty: certaintyBadge(one.certainty, t),
    })),
    empty: wanted.length > 0 ? null : { title: t('ref.none_found'), body: t('ref.none_found_hint'), action: null },
  };
}
