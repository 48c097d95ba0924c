import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { letterHtml } from '../../src/apologies/letter.view.js';
import { instant } from '../../src/domain/time/instant.js';
import { paperTree } from '../../src/platform/pdf/paper-tree.js';
import { PdfRenderer, type PaperMeta } from '../../src/platform/pdf/pdf-renderer.js';
import { render as setDirectly } from '../../src/platform/pdf/typst-worker.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import { letterFacts } from '../support/letters.js';
import { median, type BenchResult } from './result.js';

/** Milliseconds a letter may take in a warm pool. */
const TARGET = 25;
const WARM_UP = 20;
const ROUNDS = 120;

/**
 * From the facts of a letter to its PDF in a warm pool (Handlebars, tree, another process, base64 back), against the
 * typesetter called in this process on a tree that is already there. Medians of interleaved rounds.
 */
export async function bench(): Promise<BenchResult> {
  const templates = new Templates(templatesRoot);
  const renderer = new PdfRenderer({ processes: 1 });
  const meta: PaperMeta = {
    title: 'Phiếu xin lỗi',
    date: instant('2023-06-05T10:00:00+07:00'),
    size: 'a4',
    watermark: null,
  };
  const ours: number[] = [];
  const limit: number[] = [];
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const facts = letterFacts({ number: `${round}/PXL` });
      const task = directTask(letterHtml(templates, facts), meta);
      const start = performance.now();
      await renderer.render(letterHtml(templates, facts), meta);
      const between = performance.now();
      setDirectly(task);
      if (round < WARM_UP) continue;
      ours.push(between - start);
      limit.push(performance.now() - between);
    }
  } finally {
    await renderer.close();
  }
  const [mine, best] = [median(ours), median(limit)];
  return { name: 'letter to PDF/A, p50', ours: mine, limit: best, unit: 'ms', ratio: mine / best, target: TARGET };
}

function directTask(html: string, { title, size, date }: PaperMeta): Parameters<typeof setDirectly>[0] {
  return {
    templates: join(templatesRoot, 'print'),
    fonts: join(templatesRoot, 'fonts'),
    paper: JSON.stringify({ meta: { title, author: null, size, watermark: null }, tree: paperTree(html) }),
    watermark: null,
    createdAt: Math.floor(date / 1000),
  };
}
