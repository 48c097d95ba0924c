import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from '@jest/globals';
import { letterBody, letterFields, letterKind } from '../../src/apologies/wording/letter-body.js';
import { sampleLetter } from '../../src/apologies/wording/letter-samples.js';
import { letterHtml, letterTitle, worded } from '../../src/apologies/letter.view.js';
import type { LetterFacts, LetterWording, Matter } from '../../src/domain/apology/letter-facts.js';
import { instant } from '../../src/domain/time/instant.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { pagesOf } from '../../src/platform/pdf/page-count.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import { LETTER_KINDS, LETTER_MUST_SAY, type LetterWordingKind } from '../../src/wordings/letter-fields.js';
import { sampleFacts, SAMPLES, WordingRendering } from '../../src/wordings/wording-rendering.js';
import { WORDING_FIELDS } from '../../src/wordings/wording-kinds.js';
import { rulesOf } from '../../src/wordings/wording-rules.js';
import { letterFacts } from '../support/letters.js';
import { readPdf } from '../support/pdf-text.js';

/** `PAPERS=<folder>` keeps each paper, to be looked at. */
const kept = process.env['PAPERS'] ?? '';
const templates = new Templates(templatesRoot);
const renderer = new PdfRenderer({ processes: 1 });
const rendering = new WordingRendering();
afterAll(() => renderer.close());

const shipped = (kind: LetterWordingKind): string =>
  readFileSync(join(templatesRoot, 'wordings', `${kind}.hbs`), 'utf8').trim();
const inWords = (kind: LetterWordingKind, source = shipped(kind)): LetterWording => ({
  kind,
  source,
  versionId: null,
  unitCode: 'H45.20.05',
});

async function printed(name: string, html: string, title = name): Promise<Buffer> {
  const date = instant('2023-06-05T10:00:00+07:00');
  const pdf = await renderer.render(html, { title, date, size: 'a4', watermark: null });
  if (kept !== '') {
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${name}.pdf`), pdf);
  }
  return pdf;
}

const matter = (cause: Matter['cause'], kinds: string[], correctedOn: string | null): Matter => ({
  cause,
  kinds,
  detectedBy: cause === 'late' ? null : 'citizen',
  correctedOn: correctedOn === null ? null : plainDate(correctedOn),
});
const LATE = matter('late', [], null);
const checkUrl = 'https://motcua.songcau.phuyen.gov.vn/thu/5KX2M8B0TQ9GH7Z3NC';
const organisation = { kind: 'organisation', name: 'Công ty TNHH Hải sản', address: null, phone: null } as const;
const letter = (changes: Partial<LetterFacts>): LetterFacts =>
  letterFacts({ form: 'letter', newDueAt: null, checkUrl, ...changes });

const LETTERS: readonly (readonly [string, LetterWordingKind, LetterFacts])[] = [
  ['form-04', 'letter-form-04', letterFacts({ matters: [LATE], checkUrl })],
  ['form-04-before', 'letter-form-04', letterFacts({ tense: 'before_due', matters: [LATE], fault: 'none', checkUrl })],
  [
    'form-04-three-matters',
    'letter-form-04',
    letterFacts({
      checkUrl,
      matters: [LATE, matter('error', ['wrong_data'], null), matter('loss', ['damaged'], '2023-06-06')],
    }),
  ],
  ['form-04-of-2026', 'letter-form-04', letterFacts({ date: plainDate('2026-03-02'), matters: [LATE], checkUrl })],
  [
    'late-result-ready',
    'letter-late',
    letter({ tense: 'result_ready', resultAt: instant('2023-06-05T10:00:00+07:00'), matters: [LATE] }),
  ],
  [
    'late-closed',
    'letter-late',
    letter({ tense: 'closed', resultAt: instant('2023-06-05T10:00:00+07:00'), contact: null, hotline: null }),
  ],
  ['late-waiting', 'letter-late', letter({ recipient: organisation })],
  ['error', 'letter-error', letter({ matters: [matter('error', ['wrong_data', 'wrong_fee'], '2023-06-06')] })],
  ['loss', 'letter-loss', letter({ matters: [matter('loss', ['lost'], null)], reason: '' })],
  ['supplement', 'letter-supplement', letter({ matters: [matter('supplement', ['supplement_by_fault'], null)] })],
  ['conduct', 'letter-conduct', letter({ matters: [matter('conduct', ['attitude'], '2023-06-06')], reason: '' })],
  [
    'several',
    'letter-several',
    letter({
      tense: 'result_ready',
      resultAt: instant('2023-06-05T10:00:00+07:00'),
      matters: [LATE, matter('error', ['wrong_data'], '2023-06-06'), matter('conduct', ['no_guidance'], null)],
    }),
  ],
];

describe.each(LETTERS)('the letter %s', (name, kind, facts) => {
  it('is of its kind, and has the facts that its words may use', () => {
    expect(letterKind(facts)).toBe(kind);
    const fields = letterFields(facts, kind);
    for (const { name: field, required } of WORDING_FIELDS[kind]) {
      expect([field, typeof fields[field]]).toEqual([field, field in fields ? 'string' : 'undefined']);
      if (required) expect([field, fields[field] ?? '']).not.toEqual([field, '']);
    }
  });

  it('reads back from its PDF, word for word, on the sheets it may take', async () => {
    const whole = { ...facts, wording: inWords(kind) };
    const pdf = await printed(name, letterHtml(templates, whole), letterTitle(whole));
    const { text, pages } = await readPdf(pdf);
    expect([pages, pagesOf(pdf)]).toEqual([pages, pages]);
    const several = (facts.matters ?? []).length > 1;
    expect(pages).toBeLessThanOrEqual(several ? 2 : 1);
    const fields = letterFields(facts, kind);
    for (const [first = '', ...others] of LETTER_MUST_SAY[kind]) {
      const said = fields[first] ?? '';
      if (said === '') continue;
      for (const part of said.split('\ue000')) {
        expect(others.length > 0 && !text.includes(part) ? first : text).toContain(part);
      }
    }
    for (const said of ['Cộng hòa xã hội', facts.recipient.name, facts.signer.title, `Số: ${facts.number ?? ''}`]) {
      expect(text.toLowerCase()).toContain(said.toLowerCase());
    }
    expect(text).toContain('Kiểm tra thư: motcua.songcau.phuyen.gov.vn/');
    expect(text).not.toMatch(/!|khách hàng|bồi thường|undefined|null|\{\{|\ue000/i);
    expect(text).toBe(text.normalize('NFC'));
    const file = pdf.toString('latin1');
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(file).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(file).toMatch(/\/Marked true/);
    expect(file).toMatch(/\/S \/H1\b/);
    expect(file).not.toMatch(/\/(URI|JavaScript|Launch|EmbeddedFile)\b/);
  });
});

test.each(LETTER_KINDS.flatMap((kind) => SAMPLES.map((sample) => [kind, sample] as const)))(
  'the words of %s that come with the service fit, %s sample',
  async (kind, sample) => {
    const { mostPages, beyondPages } = rulesOf(kind);
    const facts = { ...sampleFacts(kind, sample), ...Object.fromEntries(beyondPages.map((name) => [name, ''])) };
    const body = rendering.render(kind, shipped(kind), facts);
    const pdf = await printed(`${kind}-${sample}`, worded(templates, sampleLetter(kind, sample), body));
    expect(pagesOf(pdf)).toBeLessThanOrEqual(mostPages ?? 0);
  },
);

describe('form 04 by its day', () => {
  test.each([
    ['2025-06-30', 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ', true],
    ['2025-07-01', 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ', false],
    ['2025-09-14', 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ', false],
    ['2025-09-15', 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT', false],
  ])('%s', (day, title, article) => {
    const html = letterHtml(templates, letterFacts({ date: plainDate(day), wording: inWords('letter-form-04') }));
    expect(html).toContain(title);
    expect(html.includes('khoản 9 Điều 19')).toBe(article);
    expect(html).toContain('chỉ thực hiện một lần');
  });
});

describe('what a wording cannot do', () => {
  const facts = letterFacts({ checkUrl });
  test.each([
    ['the prototype', '<p>{{__proto__}}{{constructor}}x</p>'],
    ['a path to it', '<p>{{code.constructor}}x</p>'],
    ['a helper', '<p>{{lookup code "constructor"}}</p>'],
    ['the root', '<p>{{@root.code.constructor.constructor}}x</p>'],
    ['a partial', '<p>{{> partials/paper/head}}</p>'],
  ])('%s does not get into a letter, even past the guard', (_, source) => {
    const reached = (): string => letterBody(facts, inWords('letter-form-04', source));
    let html = '<p>x</p>';
    try {
      html = reached();
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(html).not.toMatch(/function|object|native code/i);
  });

  it('prints what looks like our typesetter’s language, an address or a tag as it stands', async () => {
    const odd = '#read("/etc/passwd") $x$ *b* @ref <label> https://evil.example/x // c';
    const source = `<p>${odd.replaceAll('<', '&lt;')}</p><p>{{reason}}</p>`;
    const reason = '</p><script>alert(1)</script> {{code}} {{{this}}} <img src=x>';
    const html = letterHtml(templates, { ...facts, reason, wording: inWords('letter-form-04', source) });
    const pdf = await printed('attack', html);
    const { text } = await readPdf(pdf);
    expect(text).toContain(odd);
    expect(text).toContain(`${reason}.`);
    expect(pdf.toString('latin1')).not.toMatch(/\/(URI|JavaScript|Launch)\b/);
  });

  it('puts no raw tag of a fact on paper: what slips past the guard is refused by the printer', async () => {
    const html = letterHtml(templates, {
      ...facts,
      reason: '<script>alert(1)</script>',
      wording: inWords('letter-form-04', '<p>{{{reason}}}</p>'),
    });
    await expect(printed('raw', html)).rejects.toThrow('<script>');
  });
});
