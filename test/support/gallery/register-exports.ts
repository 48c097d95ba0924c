import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { exportView } from '../../../src/dossiers/exports/export-words.view.js';
import { exportsHomeView } from '../../../src/dossiers/exports/exports-home.view.js';
import { EXPORT_START, type RegisterExport } from '../../../src/dossiers/exports/register-export.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { UNITS } from '../small-world.js';
import type { AdminSample } from './admin.js';

const MADE: RegisterExport = {
  ...{ id: '0190', unitCode: 'H45.20', unitCodes: ['H45.20', 'H45.20.21', 'H45.20.22'], phones: false },
  ...{ from: plainDate('2022-01-01'), to: plainDate('2023-06-30'), state: 'ready', fault: null },
  ...{ total: 41_207, rows: 41_207, bytes: 12_400_000, place: EXPORT_START, fileBytes: 6_812_330 },
  askedBy: 'binh.tt',
  askedAt: instant('2023-07-03T08:02:00+07:00'),
  endedAt: instant('2023-07-03T08:03:00+07:00'),
  expiresAt: instant('2023-07-10T08:03:00+07:00'),
};
const UNDER_WAY = { state: 'waiting', rows: 18_500, fileBytes: null, endedAt: null, expiresAt: null } as const;

/** The register taken along: under way, ready, and what went wrong. */
export function registerExportSamples(t: Translator): readonly AdminSample[] {
  const home = { desks: UNITS, today: plainDate('2023-07-03'), head: true, refusal: null, nextHref: null };
  const wrong = {
    errors: [{ field: 'to', message: 'Ngày cuối không thể trước ngày đầu' }],
    sentence: null,
    typed: { unit: 'H45.20', from: '2023-06-30', to: '2023-01-01', below: 'true' },
  };
  const list = [
    MADE,
    { ...MADE, ...UNDER_WAY },
    { ...MADE, state: 'stopped', fileBytes: null } as const,
    { ...MADE, state: 'removed', fault: 'erased' } as const,
  ];
  const page = (path: string, more: Partial<RegisterExport>): AdminSample => [
    `/papers/register/exports/${path}`,
    'papers/export',
    exportView({ ...MADE, ...more }, 'UBND thị xã Sông Cầu', t),
  ];
  return [
    ['/papers/register/exports', 'papers/exports', exportsHomeView({ ...home, exports: list }, t)],
    ['/papers/register/exports-none', 'papers/exports', exportsHomeView({ ...home, exports: [], refusal: wrong }, t)],
    page('ready', {}),
    page('under-way', UNDER_WAY),
    page('counting', { ...UNDER_WAY, rows: 0, total: null, unitCodes: ['H45.20'] }),
    page('stopped', { state: 'stopped', rows: 18_500, fileBytes: null }),
    page('failed', { state: 'failed', fault: 'disk', rows: 18_500, fileBytes: null, phones: true }),
    page('removed', { state: 'removed', fault: 'erased', fileBytes: null }),
  ];
}
