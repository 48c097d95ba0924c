import type { SecondPromisesView } from '../../../src/apologies/second-promise/second-promises.view.js';
import { SECOND_PROMISE_STATES, type SecondPromiseState } from '../../../src/domain/apology/second-promise.js';
import { secondBadge } from '../../../src/dossiers/second-promise.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { shareText } from '../../../src/platform/templates/page-words.js';

/** The list of second promises. */
export function secondPromises(t: Translator, state: SecondPromiseState): SecondPromisesView {
  const row = {
    code: 'H45.20-230517-0001',
    dossierHref: '#',
    letterHref: '#',
    name: 'Nguyễn Văn An',
    procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ tại đô thị',
    dueText: '16:00 08/06/2023',
    state: secondBadge(state, t),
    head: state === 'broken' ? t('promise.second_calls', { head: 'Lê Thị Mỹ Duyên' }) : null,
    unitName: 'Phòng Quản lý đô thị',
  };
  const broken = state === 'broken';
  return {
    rateText: broken ? shareText(10, 14, t) : null,
    definition: t(broken ? 'promise.second_definition' : 'promise.second_definition_none', {
      kept: broken ? '10' : '0',
      all: broken ? '14' : '0',
      from: '06/2022',
      to: '06/2023',
    }),
    tabs: SECOND_PROMISE_STATES.map((each) => ({
      href: '#',
      label: t(`promise.second_list.${each}`),
      current: each === state,
    })),
    units: broken
      ? [
          { name: 'Phòng Quản lý đô thị', kept: '6', broken: '3', rate: shareText(6, 9, t) },
          { name: 'Phòng Tài nguyên và Môi trường', kept: '4', broken: '1', rate: shareText(4, 5, t) },
        ]
      : [],
    rows: broken ? [row, { ...row, code: 'H45.20-230522-0014', name: 'Công ty TNHH Hải sản Xuân Đài' }] : [],
    pagination: null,
    empty: broken
      ? null
      : { title: t('promise.second_empty_title'), body: t('promise.second_empty.waiting'), action: null },
  };
}
