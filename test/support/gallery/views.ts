import type { Translator } from '../../../src/platform/templates/i18n.js';
import { reportViewsView } from '../../../src/reporting/views/report-views.view.js';

const LAND = '/reports/on-time?period=2023-Q2&field=dat-dai&channel=online';
const VIEWS = [
  { name: 'Đất đai, nộp trực tuyến', address: LAND },
  { name: 'Biểu II.06b của thị xã', address: '/reports/ii06?form=b&unit=H45.20' },
];

export function viewSamples(t: Translator): readonly (readonly [path: string, template: string, view: object])[] {
  const refusal = { errors: [{ field: 'name', message: 'Đã lưu đủ 30 cách xem; bỏ bớt một cách xem không dùng nữa rồi lưu lại' }], sentence: null, typed: { name: '' } }; // prettier-ignore
  const pages = {
    '': { views: VIEWS, address: null, refusal: null },
    '-keep': { views: VIEWS, address: LAND, refusal: null },
    '-none': { views: [], address: null, refusal: null },
    '-refused': { views: [], address: LAND, refusal },
  };
  return Object.entries(pages).map(
    ([state, facts]) => [`/reports/views${state}`, 'reports/views', reportViewsView(facts, t)] as const,
  );
}
