import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { letterHtml, letterTitle } from '../../src/apologies/letter.view.js';
import type { LetterFacts } from '../../src/domain/apology/letter-facts.js';
import { instant } from '../../src/domain/time/instant.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { WATERMARK } from '../../src/platform/templates/paper.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';

interface Kept {
  readonly name: string;
  readonly facts: LetterFacts;
  readonly html: string;
  readonly pdfSha256: string;
}

/** Letters of before there were wordings and QR codes, as the service printed them then. */
const kept = JSON.parse(
  readFileSync(new URL('../vectors/letters-without-wording.json', import.meta.url), 'utf8'),
) as Kept[];

const templates = new Templates(templatesRoot);
const renderer = new PdfRenderer({ processes: 1 });
afterAll(() => renderer.close());

/** R37: a letter from an old snapshot is the same paper, to the byte, however its successors look. */
test.each(kept.map((one) => [one.name, one] as const))('%s is printed as it was', async (_, letter) => {
  const { facts } = letter;
  const html = letterHtml(templates, facts);
  expect(html).toBe(letter.html);
  const pdf = await renderer.render(html, {
    title: letterTitle(facts),
    author: facts.letterhead.agency,
    date: instant('2023-06-05T10:00:00+07:00'),
    size: 'a4',
    watermark: facts.illustration ? WATERMARK : null,
  });
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(letter.pdfSha256);
});
