import { periodText } from '../../apologies/coverage/coverage.view.js';
import type { IndicatorScore } from '../../domain/kpi/qd766.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Fact, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText, shareText } from '../../platform/templates/page-words.js';
import { reportFiles } from '../printed/report-files.view.js';
import { reportFilters, type NamedUnit } from '../report-filters.view.js';
import type { Qd766Report } from './qd766.service.js';

/** GET /reports/qd766. Template pages/reports/qd766. */
export interface Qd766View {
  readonly filters: readonly FormField[];
  readonly scopeText: string;
  readonly files: readonly Link[];
  readonly facts: readonly Fact[];
  readonly versionText: string;
  readonly groups: readonly Qd766GroupView[];
}

interface Qd766GroupView {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly formula: string;
    readonly input: string;
    readonly rate: string;
    readonly threshold: string;
    readonly points: string;
  }[];
}

export function qd766View(report: Qd766Report, units: readonly NamedUnit[], t: Translator): Qd766View {
  const { unit, period, range, today, version, score, plain, rule } = report;
  const known = score.ofPoints > 0;
  const points = known
    ? t('qd766.points_of', { points: decimal(score.points, t), max: decimal(score.ofPoints, t) })
    : t('qd766.no_points');
  return {
    filters: reportFilters({ units, unitCode: unit.code, period, today }, t),
    files: reportFiles('/reports/qd766', { unit: unit.code, period: period.code }, t),
    scopeText: `${unit.name} · ${periodText(period, t)}`,
    facts: [
      fact(t('qd766.points'), points, t('qd766.points_hint')),
      fact(t('qd766.rule_rate'), ruleText(rule, t), t('qd766.rule_rate_hint')),
      fact(
        t('qd766.plain_rate'),
        plain.whole === 0 ? t('k.na') : `${shareText(plain.part, plain.whole, t)} (${ratioText(plain, t)})`,
        t('qd766.plain_rate_hint'),
      ),
    ],
    versionText: t('qd766.version', {
      from: dayText(version.from, t),
      source: version.source,
      certainty: t(`qd766.certainty.${version.certainty}`),
      to: dayText(range.to, t),
    }),
    groups: score.groups.map(({ key, max, indicators }) => ({
      key,
      title: t('qd766.group_title', { group: t(`qd766.group.${key}`), max: decimal(max, t) }),
      rows: indicators.map((one) => rowOf(one, t)),
    })),
  };
}

function ruleText(rule: Qd766Report['rule'], t: Translator): string {
  if (rule === null) return t('qd766.state.no_data');
  if (rule.whole === 0) return t('k.na');
  const words = { rate: shareText(rule.part, rule.whole, t), ratio: ratioText(rule, t), day: dayText(rule.through, t) };
  return t('qd766.rule_until', words);
}

function rowOf(one: IndicatorScore, t: Translator): Qd766GroupView['rows'][number] {
  const { key, max, threshold, ratio, points, state } = one;
  return {
    name: t(`qd766.name.${key}`),
    formula: t(`qd766.formula.${key}`),
    input: ratio === null ? '–' : ratioText(ratio, t),
    rate: ratio === null ? t('qd766.state.no_data') : shareText(ratio.part, ratio.whole, t),
    threshold: threshold === null ? t('qd766.linear') : `≥ ${String(threshold)}%`,
    points:
      points === null
        ? `${t(`qd766.state.${state}`)}${max === null ? '' : ` / ${decimal(max, t)}`}`
        : `${decimal(points, t)} / ${decimal(max ?? 0, t)}`,
  };
}

function fact(label: string, value: string, hint: string): Fact {
  return { label, value, href: null, hint };
}

function ratioText({ part, whole }: { readonly part: number; readonly whole: number }, t: Translator): string {
  return `${decimal(part, t)} / ${decimal(whole, t)}`;
}

/** `1,38`, in English `1.38` */
function decimal(value: number, t: Translator): string {
  return value.toLocaleString(t.locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 });
}
