import type { DossierShowView } from '../../../src/dossiers/dossier-show.view.js';
import { promiseView } from '../../../src/dossiers/promise.view.js';
import { obligationBadge, stateBadge, statusBadge } from '../../../src/dossiers/state-words.view.js';
import { instant } from '../../../src/domain/time/instant.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { FILED, PAUSED, SETTLED, show } from './dossiers.js';

/** Pages of dossiers in states that one meets less often. */
export function rareStates(t: Translator): readonly (readonly [path: string, view: DossierShowView])[] {
  const page = { ...show(t, 'running'), acts: [], obligations: [] };
  const received = { atText: '08:30 17/05/2023', text: t('event.register'), by: 'Trần Thị Bình', note: null };
  const event = (act: string, note: string | null): DossierShowView['events'][number] => ({
    ...received,
    text: t(`event.${act}`),
    note,
  });
  const notReceived = { ruler: null, explanation: null, ledger: [], papers: [] };
  const missing = event('ask_first', 'Chưa có giấy tờ để xác định nơi cư trú theo quy định');
  const filed = { ...page, ...notReceived, events: [missing, event('file', null)] };
  return [
    ['/dossiers/filed', { ...filed, status: statusBadge('submitted', t), promise: promiseView(FILED, t) }],
    [
      '/dossiers/paying',
      {
        ...page,
        status: statusBadge('awaiting_payment', t),
        promise: promiseView(PAUSED, t),
        events: [event('request_payment', 'Thông báo nộp lệ phí trước bạ của Chi cục Thuế'), received],
      },
    ],
    [
      '/dossiers/stopped',
      {
        ...page,
        status: statusBadge('stopped', t),
        promise: promiseView({ ...SETTLED, timeliness: 'on_time' }, t),
        events: [event('stop', 'Quá thời hạn đã thông báo mà người nộp chưa bổ sung hồ sơ'), received],
      },
    ],
    [
      '/dossiers/voided',
      {
        ...page,
        ...notReceived,
        status: stateBadge({ status: 'accepted', voidedAt: instant('2023-05-17T08:33:00+07:00') }, t),
        promise: promiseView({ ...SETTLED, timeliness: null, settledAt: null }, t),
        events: [event('void', 'Ghi nhầm người đứng tên hồ sơ, đã tiếp nhận lại'), received],
      },
    ],
    [
      '/dossiers/faulty',
      {
        ...page,
        status: statusBadge('returned', t),
        promise: promiseView(SETTLED, t),
        events: [
          event('mend_fault', 'Đã in lại kết quả đúng và giao cho người nộp, thu hồi bản sai'),
          event('confirm_fault', null),
          event('report_fault', 'Kết quả ghi không đúng một thông tin so với giấy tờ đã nộp'),
          received,
        ],
        obligations: [
          {
            cause: t('cause.error'),
            sinceText: '02/06/2023',
            state: obligationBadge('settled', t),
            next: null,
            request: null,
            acts: [],
          },
        ],
      },
    ],
  ];
}
