import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { scoreOf, versionOn } from '../../../src/domain/kpi/qd766.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { QD766_VERSIONS } from '../../../src/reporting/qd766/qd766-versions.js';
import { qd766View } from '../../../src/reporting/qd766/qd766.view.js';
import { NARRATIVE } from './narrative.js';

export function qd766Samples(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const version = versionOn(QD766_VERSIONS, plainDate('2026-06-14'));
  if (!version) throw new Error('a version is in force');
  const period = parsePeriod('2026-Q2');
  const inputs = new Map([
    ['online_procedures', { part: 88, whole: 120 }],
    ['online_used', { part: 40, whole: 88 }],
    ['rule_rate', { part: 951, whole: 1_030 }],
    ['payable', { part: 55, whole: 100 }],
    ['paid_online', { part: 0, whole: 0 }],
  ]);
  const report = {
    ...{ unit: NARRATIVE.unit, period, range: period, today: plainDate('2026-06-20') },
    ...{
      version,
      score: scoreOf(version, inputs),
      plain: { part: 972, whole: 1_035 },
      rule: { part: 951, whole: 1_030, through: plainDate('2026-06-13') },
    },
  };
  const nothing = { ...report, score: scoreOf(version, new Map()), plain: { part: 0, whole: 0 }, rule: null };
  const units = [NARRATIVE.unit, { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }];
  return [
    ['/reports/qd766', 'reports/qd766', qd766View(report, units, t)],
    ['/reports/qd766-none', 'reports/qd766', qd766View(nothing, units, t)],
  ];
}
