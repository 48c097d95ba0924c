import type { Qd766Group, Qd766Version } from '../../domain/kpi/qd766.js';
import { plainDate } from '../../domain/time/plain-date.js';

const indicator = (key: string, max: number | null, threshold: number | null = null) => ({ key, max, threshold });

const PUBLICITY: Qd766Group = {
  key: 'publicity',
  max: 18,
  indicators: [
    indicator('published', 6),
    indicator('updated', 4),
    indicator('full_content', 2),
    indicator('synchronised', 6),
  ],
};
const PROGRESS: Qd766Group = { key: 'progress', max: 20, indicators: [indicator('rule_rate', 20)] };
// The split of the 12 points is not known.
const ONLINE = [
  indicator('online_procedures', null, 80),
  indicator('online_used', null),
  indicator('online_results', null, 50),
];
const PAYMENT = [indicator('payable', 2, 80), indicator('payable_used', 2, 80), indicator('paid_online', 6)];
const DIGITAL: Qd766Group = {
  key: 'digital',
  max: 22,
  indicators: [
    indicator('electronic_results', 6),
    indicator('digitised', 4, 80),
    indicator('certified_copies', 2),
    indicator('reused', 2, 80),
    indicator('shared', 4),
    indicator('population_read', 2),
    indicator('population_used', 2),
  ],
};
const SATISFACTION: Qd766Group = {
  key: 'satisfaction',
  max: 18,
  indicators: [
    indicator('complaints_on_time', 6),
    indicator('complaints_liked', 6),
    indicator('procedures_liked', 6, 90),
  ],
};

/**
 * The indicators by the day from which they stand. Points and thresholds of the first version are those of the later
 * copy: the text of 2022 itself was not at hand, only that it has five groups.
 */
export const QD766_VERSIONS: readonly Qd766Version[] = [
  {
    from: plainDate('2022-06-23'),
    source: 'Quyết định số 766/QĐ-TTg ngày 23/6/2022; điểm và ngưỡng theo bản sao năm 2026, cần đối chiếu',
    certainty: 'U',
    groups: [
      PUBLICITY,
      PROGRESS,
      { key: 'online_and_payment', max: 22, indicators: [...ONLINE, ...PAYMENT] },
      DIGITAL,
      SATISFACTION,
    ],
  },
  {
    from: plainDate('2026-01-01'),
    source: 'Bộ chỉ số theo Quyết định số 766/QĐ-TTg, bản sao năm 2026; ngày áp dụng cần đối chiếu',
    certainty: 'U',
    groups: [
      PUBLICITY,
      PROGRESS,
      { key: 'online', max: 12, indicators: ONLINE },
      { key: 'payment', max: 10, indicators: PAYMENT },
      DIGITAL,
      SATISFACTION,
    ],
  },
];
