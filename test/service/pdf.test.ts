import { afterAll, describe, expect, it, test } from '@jest/globals';
import { letterHtml, letterTitle } from '../../src/apologies/letter.view.js';
import type { LetterFacts } from '../../src/domain/apology/letter-facts.js';
import { instant } from '../../src/domain/time/instant.js';
import { receiptHtml, receiptTitle } from '../../src/dossiers/papers/receipt.view.js';
import { mailBody } from '../../src/platform/pdf/paper-mail.js';
import { PdfError, PdfRenderer, type PaperMeta, type PaperSize } from '../../src/platform/pdf/pdf-renderer.js';
import { coveredCharacters } from '../../src/platform/pdf/printable.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import type { PaperSheet } from '../../src/units/unit-settings.js';
import { letterFacts, receiptFacts, receiptPrint } from '../support/letters.js';
import { readPdf } from '../support/pdf-text.js';

const WATERMARK = 'DỮ LIỆU MINH HỌA';
const date = instant('2023-06-05T10:00:00+07:00');

const templates = new Templates(templatesRoot);
const renderer = new PdfRenderer({ processes: 1 });

afterAll(async () => {
  await renderer.close();
});

function meta(changes: Partial<PaperMeta> = {}): PaperMeta {
  return { title: 'Phiếu xin lỗi', date, size: 'a4', watermark: null, ...changes };
}

function printLetter(facts: LetterFacts, changes: Partial<PaperMeta> = {}): Promise<Buffer> {
  return renderer.render(letterHtml(templates, facts), meta({ title: letterTitle(facts), ...changes }));
}

/** Every line of the paper's plain text, the dashes of empty cells and the rows of tables apart. */
function sentences(html: string): string[] {
  return mailBody(html, null)
    .text.split('\n')
    .filter((line) => line !== '' && !line.includes(' | '));
}

const organisation = {
  kind: 'organisation',
  name: 'Công ty TNHH Hải sản Sông Cầu',
  address: null,
  phone: null,
} as const;
const LETTERS: [string, LetterFacts][] = [
  ['form 04 before the due date', letterFacts({ tense: 'before_due', fault: 'other_agency' })],
  ['form 04 after the due date', letterFacts()],
  ['form 04 still a draft', letterFacts({ number: null, date: null, newDueAt: null, contact: null })],
  ['form 04 marked as invented', letterFacts({ illustration: true })],
  [
    'a letter with the result ready',
    letterFacts({ form: 'letter', tense: 'result_ready', resultAt: date, fault: 'none' }),
  ],
  ['a letter to an organisation', letterFacts({ form: 'letter', recipient: organisation })],
];

describe('a letter as PDF', () => {
  test.each(LETTERS)('%s: one page that says every sentence, composed', async (_what, facts) => {
    const html = letterHtml(templates, facts);
    const { pages, text } = await readPdf(
      await printLetter(facts, { watermark: facts.illustration ? WATERMARK : null }),
    );
    expect(pages).toBe(1);
    expect(text).toBe(text.normalize('NFC'));
    for (const sentence of sentences(html)) expect(text).toContain(sentence);
  });

  it('is tagged PDF/A-2a in Vietnamese, with its title', async () => {
    const file = (await printLetter(letterFacts(), { author: 'Phòng Quản lý đô thị' })).toString('utf8');
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(file).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(file).toContain('Phiếu xin lỗi và hẹn lại ngày trả kết quả, hồ sơ H45.20-230517-0001</rdf:li>');
    expect(file).toContain('Phòng Quản lý đô thị</rdf:li>');
    expect(file).toMatch(/\/Lang \(vi-VN\)/);
    expect(file).toMatch(/\/Marked true/);
    expect(file).toMatch(/\/S \/H1\b/);
    expect(file).toMatch(/\/FontName \/[A-Z]{6}\+Tinos/);
    expect(file).not.toMatch(/\/(URI|JavaScript|Launch|EmbeddedFile)\b/);
  });

  it('is the same file for the same letter, from any process', async () => {
    const facts = letterFacts({ illustration: true });
    const first = await printLetter(facts, { watermark: WATERMARK });
    await printLetter(letterFacts({ tense: 'before_due' }));
    const again = await printLetter(facts, { watermark: WATERMARK });
    const elsewhere = new PdfRenderer({ processes: 1 });
    const third = await elsewhere.render(
      letterHtml(templates, facts),
      meta({ title: letterTitle(facts), watermark: WATERMARK }),
    );
    await elsewhere.close();
    expect(again.equals(first)).toBe(true);
    expect(third.equals(first)).toBe(true);
    expect(
      (await printLetter(facts, { date: instant('2023-06-06T10:00:00+07:00'), watermark: WATERMARK })).equals(first),
    ).toBe(false);
  });

  it('shows the watermark as a drawing, not between the sentences', async () => {
    const facts = letterFacts({ illustration: true });
    const marked = await printLetter(facts, { watermark: WATERMARK });
    expect((await readPdf(marked)).text).toBe((await readPdf(await printLetter(facts))).text);
    expect(marked.equals(await printLetter(facts))).toBe(false);
  });

  it('puts several letters into one file, each on its own page', async () => {
    const html = [letterFacts(), letterFacts({ number: '15/PXL' })]
      .map((facts) => letterHtml(templates, facts))
      .join('\n');
    const { pages, text } = await readPdf(await renderer.render(html, meta()));
    expect(pages).toBe(2);
    expect(text).toContain('Số: 15/PXL');
  });
});

describe('a receipt as PDF', () => {
  test.each<[PaperSheet, PaperSize, string]>([
    ['a4', 'a4', '210x297'],
    ['a5', 'a5', '148x210'],
    ['a4x2', 'a4-landscape', '297x210'],
  ])('%s fits one sheet of its size', async (size, paper, millimetres) => {
    const facts = receiptFacts({ illustration: true, provisional: true });
    const html = receiptHtml(templates, facts, receiptPrint(size));
    const pdf = await renderer.render(html, meta({ title: receiptTitle(facts), size: paper, watermark: WATERMARK }));
    const { pages, size: sheet, text } = await readPdf(pdf);
    expect([pages, sheet]).toEqual([1, millimetres]);
    for (const sentence of sentences(html)) expect(text).toContain(sentence);
    for (const { name } of facts.documents) expect(text).toContain(name);
  });

  it('runs on when the list of papers is long, with its heads repeated', async () => {
    const documents = Array.from({ length: 70 }, (_, index) => ({
      name: `Giấy tờ thứ ${index + 1}`,
      originals: 1,
      certified: 0,
      copies: 2,
    }));
    const { pages, text } = await readPdf(
      await renderer.render(receiptHtml(templates, receiptFacts({ documents }), receiptPrint()), meta()),
    );
    expect(pages).toBeGreaterThan(1);
    expect(text.split('Bản chứng thực')).toHaveLength(pages + 1);
    expect(text).toContain('Giấy tờ thứ 70');
  });
});

describe('what people type', () => {
  test.each([
    '<script>alert(1)</script>',
    'file:///etc/passwd',
    '#read("/etc/passwd") $x^2$ *b* _i_ `r` @ref <label> \\u{41} // c /* d */',
    '{{constructor}} {{{this}}} {{> partials/paper/head}}',
    '- gạch đầu dòng',
    '"ngoặc" \'đơn\' -- --- ... ~',
    '&lt;b&gt; &amp;amp;',
  ])('%s is printed as it stands', async (name) => {
    const recipient = { ...letterFacts().recipient, name };
    const { text } = await readPdf(await printLetter(letterFacts({ recipient }), { title: name, author: name }));
    expect(text).toContain(`Ông/Bà ${name.replace(/\s+/g, ' ')}`);
  });

  it('prints nothing for what cannot be seen, and a box for what the face lacks', async () => {
    const recipient = { ...letterFacts().recipient, name: 'An\u202e\u0000\u200b Bình 😀' };
    const { text } = await readPdf(await printLetter(letterFacts({ recipient })));
    expect(text).toContain('Ông/Bà An Bình □');
  });

  it('finds every character of the face in all four styles', async () => {
    const every = coveredCharacters().join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const html = `<article class="paper"><p>${every}</p><p><b>${every}</b></p><p><i>${every}</i></p><p><b><i>${every}</i></b></p></article>`;
    await expect(renderer.render(html, meta())).resolves.toBeInstanceOf(Buffer);
  });

  it('survives a word longer than the line and a name longer than the page', async () => {
    const recipient = { ...letterFacts().recipient, name: 'Nguyễn'.repeat(80), address: 'Xuân Yên '.repeat(600) };
    expect((await readPdf(await printLetter(letterFacts({ recipient })))).pages).toBeGreaterThan(1);
  });

  it('refuses elements that papers are not written in', async () => {
    await expect(renderer.render('<p><img src="https://example.com/a.png"></p>', meta())).rejects.toThrow('<img>');
  });
});

describe('when a process misbehaves', () => {
  const worker = new URL('../support/failing-typst-worker.js', import.meta.url);
  const ask = async (failing: PdfRenderer, title: string): Promise<string> =>
    (await failing.render('<p>x</p>', meta({ title }))).toString();
  const kindOf = (error: unknown): unknown => (error instanceof PdfError ? error.kind : error);

  test.each([
    ['a crash', 'crash', 'crashed'],
    ['a hang', 'hang', 'too_slow'],
  ])('%s costs one paper', async (_what, title, kind) => {
    const failing = new PdfRenderer({ worker, processes: 1, timeLimitMs: 5_000 });
    try {
      const [bad, good] = await Promise.allSettled([ask(failing, title), ask(failing, 'good')]);
      expect(bad.status === 'rejected' ? kindOf(bad.reason) : bad).toBe(kind);
      expect(good.status === 'fulfilled' && good.value.startsWith('%PDF-')).toBe(true);
    } finally {
      await failing.close();
    }
  });

  it('replaces a process after so many papers', async () => {
    const failing = new PdfRenderer({ worker, processes: 1, papersPerProcess: 2 });
    try {
      const seen: string[] = [];
      for (let paper = 0; paper < 5; paper += 1) seen.push(await ask(failing, 'process'));
      expect(new Set(seen).size).toBe(3);
      expect([seen[0] === seen[1], seen[1] === seen[2], seen[2] === seen[3], seen[3] === seen[4]]).toEqual([
        true,
        false,
        true,
        false,
      ]);
    } finally {
      await failing.close();
    }
  });

  it('keeps our environment to itself', async () => {
    process.env['A_KEY_OF_OURS'] = 'secret';
    const failing = new PdfRenderer({ worker, processes: 1 });
    try {
      expect(await ask(failing, 'environment')).not.toMatch(/A_KEY_OF_OURS|DATABASE_URL/);
    } finally {
      delete process.env['A_KEY_OF_OURS'];
      await failing.close();
    }
  });

  it('prints many at once, more than there are processes', async () => {
    const busy = new PdfRenderer({ processes: 2, papersPerProcess: 3 });
    try {
      const numbers = Array.from({ length: 20 }, (_, index) => `${index + 1}/PXL`);
      const files = await Promise.all(
        numbers.map((number) => busy.render(letterHtml(templates, letterFacts({ number })), meta())),
      );
      const texts = await Promise.all(files.map(readPdf));
      expect(texts.map(({ text }) => /Số: (\S+)/.exec(text)?.[1])).toEqual(numbers);
    } finally {
      await busy.close();
    }
  });

  it('gives up what is under way when it is shut down, and takes nothing more', async () => {
    const failing = new PdfRenderer({ worker, processes: 1 });
    await failing.warm();
    const pending = ask(failing, 'hang').catch(kindOf);
    const queued = ask(failing, 'good').catch(kindOf);
    await failing.close();
    expect(await pending).toBe('closed');
    expect(await queued).toBe('closed');
    expect(await ask(failing, 'good').catch(kindOf)).toBe('closed');
  });

  it('costs nothing while nobody prints', async () => {
    await expect(new PdfRenderer().close()).resolves.toBeUndefined();
  });
});
