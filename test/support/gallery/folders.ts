import { foldersView } from '../../../src/apologies/folders/folders-list.view.js';
import { folderView, type FolderState } from '../../../src/apologies/folders/folder-show.view.js';
import type { Folder } from '../../../src/apologies/folders/folder.js';
import { newLetter, SIGNED } from '../../../src/apologies/new-letter.js';
import type { RegisterBook } from '../../../src/apologies/register/register-book.service.js';
import { registerView } from '../../../src/apologies/register/register.view.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Letter } from '../../../src/domain/apology/letter.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';

type Sample = readonly [path: string, template: string, view: object];

const AT = instant('2023-06-05T08:10:00+07:00');
const FOLDER: Folder = {
  id: 'folder',
  unitCode: 'H45.20.05',
  openedAt: AT,
  openedBy: 'quan.lv',
  closedAt: null,
  closedBy: null,
};
const NAMES = new Map([['quan.lv', 'Lý Văn Quân']]);
const UNITS = [
  { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' },
  { code: 'H45.20.21', name: 'UBND phường Xuân Phú' },
];

/** Folders to be signed, and the register. */
export function folderSamples(t: Translator): readonly Sample[] {
  return [
    ['/letters/folders', 'folders/list', list(t, 'some')],
    ['/letters/folders-none', 'folders/list', list(t, 'none')],
    ['/letters/folders-wrong', 'folders/list', list(t, 'wrong')],
    ['/letters/folders/printing', 'folders/show', show(t, 'printing')],
    ['/letters/folders/scanned', 'folders/show', show(t, 'scanned')],
    ['/letters/folders/closed', 'folders/show', show(t, 'closed')],
    ['/letters/register', 'letter-register/show', register(t, 'this')],
    ['/letters/register-closed', 'letter-register/show', register(t, 'closed')],
  ];
}

function letter(id: string, changes: Partial<Letter> = {}): Letter {
  const about = { id, dossierId: 'd', unitCode: 'H45.20.05', fault: 'ours' as const };
  return { ...newLetter({ ...about, at: AT, by: 'system', mode: SIGNED }), ...changes };
}

function list(t: Translator, state: 'some' | 'none' | 'wrong'): object {
  const waiting = ['0001', '0002', '0003'].map((no, i) => ({
    letter: letter(no, i === 0 ? {} : { state: 'approved' }),
    dossierCode: `H45.20-230517-${no}`,
    recipient: i === 1 ? 'Công ty TNHH Xây dựng và Thương mại Sông Cầu Phú Yên' : 'Nguyễn Văn An',
  }));
  const folder = { ...FOLDER, letters: 40, issued: 38 };
  return foldersView(
    {
      unit: 'H45.20.05',
      units: UNITS,
      waiting: state === 'none' ? [] : waiting,
      total: state === 'none' ? 0 : 340,
      folders: state === 'none' ? [] : [folder, { ...folder, id: 'old', closedAt: AT }],
      names: NAMES,
      errors: state === 'wrong' ? [{ href: '#waiting', message: t('folder.none_title') }] : [],
      refusal: null,
    },
    t,
  );
}

const NUMBERED: Partial<Letter> = {
  state: 'numbered',
  awaits: 'scan',
  number: { year: 2023, serial: 14, text: '14/PXL' },
  date: plainDate('2023-06-05'),
};

function line(
  position: number,
  changes: Partial<Letter>,
  more: Partial<FolderState['letters'][number]> = {},
): FolderState['letters'][number] {
  return {
    folderId: 'folder',
    position,
    letter: letter(`letter-${String(position)}`, changes),
    dossierCode: `H45.20-230517-000${String(position)}`,
    printed: null,
    printedAt: AT,
    sheets: 1,
    scanHash: null,
    came: false,
    recipient: 'Nguyễn Văn An',
    ...more,
  };
}

function show(t: Translator, state: 'printing' | 'scanned' | 'closed'): object {
  const scanned = state !== 'printing';
  const lines = [
    line(1, { ...NUMBERED, state: 'issued', issuedAt: AT }, { scanHash: 'a'.repeat(64) }),
    line(2, NUMBERED, { came: true, sheets: 2 }),
    line(3, { state: 'approved' }),
    line(4, {}, { recipient: 'Công ty TNHH Xây dựng và Thương mại Sông Cầu Phú Yên' }),
  ];
  const print = {
    id: 'print',
    folderId: 'folder',
    state: scanned ? ('printed' as const) : ('waiting' as const),
    total: 340,
    done: scanned ? 340 : 200,
    askedAt: AT,
    askedBy: 'quan.lv',
    endedAt: null,
    fault: null,
  };
  const part = { printId: 'print', part: 1, fileId: 'file', first: 1, last: 200, pages: 212 };
  const file = {
    id: 'scan',
    folderId: 'folder',
    fileName: 'quet-ngay-05-06.pdf',
    fileHash: 'h',
    mediaType: 'application/pdf',
    bytes: 1,
    state: 'read' as const,
    pages: 43,
    fault: null,
    uploadedAt: AT,
    uploadedBy: 'quan.lv',
  };
  const files = [
    file,
    { ...file, id: 'x', fileName: 'anh.jpg', state: 'refused' as const, pages: null, fault: 'unreadable' },
  ];
  const page = { scanId: 'scan', letterId: null, turned: 0, fileName: file.fileName, mediaType: file.mediaType };
  const open = (['no_code', 'not_ours', 'other_unit', 'double'] as const).map((kind, i) => ({
    ...page,
    kind,
    page: i,
  }));
  const view = folderView(
    {
      folder: state === 'closed' ? { ...FOLDER, closedAt: AT, closedBy: 'quan.lv' } : FOLDER,
      unitName: 'Phòng Quản lý đô thị',
      letters: lines,
      count: lines.length,
      after: 0,
      print: state === 'closed' ? null : print,
      parts: state === 'closed' ? [] : [part],
      files: state === 'scanned' ? files : [],
      pages: state === 'scanned' ? open : [],
      missing: state === 'scanned' ? lines.slice(1) : [],
      names: NAMES,
      typed:
        state === 'scanned'
          ? new Map([
              [
                'letter-3',
                { number: '14/PXL', own: false, date: '2023-06-05', signed: false, wrong: t('letter.number_taken') },
              ],
            ])
          : new Map(),
      errors: state === 'scanned' ? [{ href: '#row-letter-3', message: t('letter.number_taken') }] : [],
      refusal: null,
      today: plainDate('2023-06-05'),
      signer: true,
      rowsAPage: 50,
    },
    t,
  );
  // Nobody answers here when the page asks how far it is.
  return { ...view, print: { ...view.print, moves: false } };
}

function register(t: Translator, state: 'this' | 'closed'): object {
  const entry = {
    letterId: 'letter',
    dossierId: 'd',
    dossierCode: 'H45.20-230517-0001',
    number: '14/PXL',
    serial: 14,
    date: plainDate('2023-06-05'),
    state: 'issued' as const,
    form: 'form_04',
    recipient: 'Nguyễn Văn An',
    signedHow: 'scan',
    awaits: 'scan',
    comment: null,
    numberedAt: AT,
  };
  const year = state === 'this' ? 2023 : 2022;
  const book: RegisterBook = {
    unitCode: 'H45.20.05',
    year,
    thisYear: 2023,
    years: [2023, 2022],
    lines: [
      entry,
      { ...entry, number: '88/TXL', serial: null, form: 'letter' },
      { ...entry, number: '15/PXL', serial: 15, state: 'void', comment: 'In nhầm phôi giấy cũ' },
      { ...entry, number: '16/PXL', serial: 16, state: 'numbered' },
    ],
    nextCursor: 'next',
    letters: 1240,
    voided: 1,
    lastSerial: 16,
    starts: [
      {
        id: 's',
        unitCode: 'H45.20.05',
        year,
        after: 0,
        next: 14,
        reason: 'Nối tiếp sổ giấy quyển 02',
        at: AT,
        by: 'quan.lv',
      },
    ],
    closing:
      state === 'closed'
        ? { unitCode: 'H45.20.05', year, lastSerial: 16, letters: 4, voided: 1, at: AT, by: 'system' }
        : null,
    named: state === 'this',
    keeps: true,
  };
  const refused = state === 'this';
  return registerView(
    {
      book,
      unitName: 'Phòng Quản lý đô thị',
      units: UNITS,
      form: refused ? 'starts' : null,
      typed: refused ? { next: '3', reason: 'Nối tiếp sổ giấy' } : {},
      errors: refused ? [{ field: 'next', message: 'Số bắt đầu phải lớn hơn số tiếp theo của sổ' }] : [],
      refusal: null,
    },
    t,
  );
}
