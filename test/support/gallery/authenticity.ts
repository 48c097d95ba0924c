import { authenticityView, findView } from '../../../src/apologies/authenticity/authenticity.view.js';
import type { Authenticity, IssuedLetter } from '../../../src/apologies/authenticity/authenticity.service.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';

type Sample = readonly [path: string, template: string, view: object, changes: Partial<PageContext>];

const MARK = '5KX2M8B0TQ9GH7Z3NC';
const LETTER: IssuedLetter = {
  form: 'form_04',
  number: '14/PXL',
  date: plainDate('2026-05-19'),
  superior: 'UBND thị xã Sông Cầu',
  agency: 'Phòng Quản lý đô thị',
};
const ISSUED: Authenticity = { standing: 'issued', letter: LETTER, fileHash: 'a3f5'.repeat(16) };
const VOID: Authenticity = { standing: 'void', letter: LETTER, since: plainDate('2026-05-20') };

/** Where the QR code of a letter leads: read by anybody, mostly on a phone. */
export function authenticityPages(t: Translator): readonly Sample[] {
  const guest = { user: null, quick: null };
  const show = (name: string, found: Authenticity, compared: Parameters<typeof authenticityView>[2]): Sample => [
    `/thu/${name}`,
    'authenticity/show',
    authenticityView(MARK, found, compared, t),
    guest,
  ];
  const errors = [{ field: 'file', message: t('authentic.file_missing') }];
  return [
    ['/thu/unknown', 'authenticity/find', findView(MARK, 'unknown', t), guest],
    show('different', ISSUED, 'different'),
    show('nothing-chosen', ISSUED, { errors, typed: '' }),
    show('void', VOID, null),
  ];
}
