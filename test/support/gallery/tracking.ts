import { TRACKING_ASKS } from '../../../src/citizens/tracking/tracking-requests.service.js';
import { askForm, trackingFindView } from '../../../src/citizens/tracking/tracking.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';

type Sample = readonly [path: string, template: string, view: object, changes: Partial<PageContext>];

const CODE = 'H45.20-230428-0001';

/** What citizens open with their slip, mostly on a phone. */
export function trackingPages(t: Translator): readonly Sample[] {
  const guest = { user: null, quick: null };
  const wrong = [{ field: 'secret', message: t('track.secret_hint') }];
  const view = {
    saying: t('track.say_bring_papers', { place: 'UBND thị xã Sông Cầu' }),
    items: ['Bản vẽ hiện trạng'],
    late: `${t('track.late')} ${t('track.apology_owed')}`,
    facts: [{ label: t('track.code'), value: CODE, href: null, hint: null }],
    why: {
      sentence: 'Nhận lúc 14:00 thứ Sáu, 28/04/2023; 3 ngày làm việc; hẹn chiều thứ Hai, 08/05/2023.',
      lines: [{ when: 'Thứ Sáu, 28/04/2023', what: 'tiếp nhận', kind: 'received' }],
    },
    pass: 'x',
    refusal: null,
    asks: TRACKING_ASKS.map((ask) => askForm(ask, null, t)),
  };
  return [
    ['/tra-cuu', 'tracking/find', trackingFindView({ errors: [], refusal: null, code: '' }, t), guest],
    ['/tra-cuu-wrong', 'tracking/find', trackingFindView({ errors: wrong, refusal: null, code: CODE }, t), guest],
    [
      '/tra-cuu-unknown',
      'tracking/find',
      trackingFindView({ errors: [], refusal: t('track.unknown'), code: CODE }, t),
      guest,
    ],
    ['/tra-cuu-answer', 'tracking/show', view, guest],
    ['/tra-cuu-done', 'tracking/done', { said: t('citizen.done_call-backs') }, guest],
  ];
}
