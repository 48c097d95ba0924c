import type { DossierShowView } from '../../../src/dossiers/dossier-show.view.js';
import { actForm } from '../../../src/dossiers/dossier-acts.view.js';
import { acceptanceForm, firstQuestionForm, rejectionForm } from '../../../src/dossiers/filings/filing-acts.view.js';
import { formOf, reasonField } from '../../../src/dossiers/act-form.view.js';
import { promiseView } from '../../../src/dossiers/promise.view.js';
import { statusBadge } from '../../../src/dossiers/state-words.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { FILED, show } from './dossiers.js';

const PLACE = { code: 'H45.20-230517-0001', version: 4 };
const NOBODY = { receivers: [], handOverId: null };

/** Pages of dossiers on which much is open: acts, a correction that waits, a fault, files, stages. */
export function actingPages(t: Translator): readonly (readonly [path: string, view: DossierShowView])[] {
  const quiet = { ...show(t, 'running'), obligations: [], letters: [] };
  const removal = (id: string) =>
    formOf(PLACE, `removals-${id}`, t, {
      words: 'removals',
      path: `files/${id}/removals`,
      fields: [reasonField(t('act.removal_reason'), t)],
    });
  return [
    [
      '/dossiers/acting',
      {
        ...quiet,
        undo: {
          text: t('show.undo', { count: 4, time: '08:35' }),
          links: [
            { href: '#voids', label: t('act.voids') },
            { href: '#corrections', label: t('act.corrections') },
          ],
        },
        acts: [{ ...actForm('completions', PLACE.code, PLACE.version, NOBODY, t), primary: true }],
        moreActs: (['returns', 'withdrawals', 'stoppages'] as const).map((key) => ({
          ...actForm(key, PLACE.code, PLACE.version, NOBODY, t),
          primary: false,
        })),
        moreOpen: true,
        corrections: [
          {
            id: 'c1',
            title: t('show.proposed', { who: 'Trần Thị Bình', moment: '08:40 17/05/2023' }),
            lines: [{ label: t('intake.name'), from: 'Nguyễn Văn An', to: 'Nguyễn Văn Ân' }],
            act: formOf(PLACE, 'correction-confirmations-c1', t, {
              words: 'correction-confirmations',
              path: 'corrections/c1/confirmations',
              primary: true,
            }),
            waitsFor: null,
          },
        ],
        faults: [
          {
            id: 'f1',
            title: `${t('cause.error')}: ${t('fault_kind.wrong_data')}`,
            state: { tone: 'soon', shape: 'question', text: t('fault.state.reported') },
            lines: ['Ghi sai ngày sinh trên kết quả', 'Trần Thị Bình, 09:10 17/05/2023'],
            acts: [
              formOf(PLACE, 'fault-dismissals-f1', t, {
                words: 'fault-dismissals',
                fields: [reasonField(t('act.dismissal_reason'), t)],
              }),
            ],
          },
        ],
        files: {
          items: [
            {
              name: 'Đơn đề nghị cấp giấy phép xây dựng, bản chụp hai mặt.jpg',
              href: '#',
              kind: 'JPEG',
              picture: '/assets/mark.svg',
              about: '412 kB · Trần Thị Bình · 08:31 17/05/2023',
              removed: null,
              removal: removal('x1'),
            },
            {
              name: 'ban-ve.pdf',
              href: '#',
              kind: 'PDF',
              picture: null,
              about: '3.120 kB · Trần Thị Bình · 08:32 17/05/2023',
              removed: t('show.file_removed', { who: 'Trần Thị Bình', moment: '08:50 17/05/2023' }),
              removal: null,
            },
          ],
          add: { action: '#', open: true, error: 'anh.heic: chỉ nhận PDF, JPEG hoặc PNG' },
        },
        stages: {
          lead: `${t('show.stage_total', { moment: '17:00 01/06/2023' })}; ${t('show.stage_own', { moment: '17:00 24/05/2023' })}`,
          rows: [
            {
              no: '1',
              unit: 'Phòng Quản lý đô thị',
              mine: true,
              budget: '5 ngày',
              dueText: '17:00 24/05/2023',
              held: '6 ngày 2 giờ',
              state: { tone: 'late', shape: 'dot', text: t('stage.late') },
            },
            {
              no: '2',
              unit: 'Phòng Tài nguyên và Môi trường',
              mine: false,
              budget: '6 ngày',
              dueText: '17:00 01/06/2023',
              held: '1 ngày',
              state: { tone: 'brand', shape: 'diamond', text: t('stage.here') },
            },
          ],
        },
      },
    ],
    [
      '/dossiers/answering',
      {
        ...quiet,
        status: statusBadge('submitted', t),
        promise: promiseView(FILED, t),
        explanation: null,
        ruler: null,
        ledger: [],
        papers: [],
        acts: [acceptanceForm(PLACE, t)],
        moreActs: [firstQuestionForm(PLACE, t), rejectionForm(PLACE, t)],
        moreOpen: true,
      },
    ],
  ];
}
