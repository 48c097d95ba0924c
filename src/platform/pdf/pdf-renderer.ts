import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tinypool } from 'tinypool';
import { SECOND, type Instant } from '../../domain/time/instant.js';
import { tidy } from '../templates/paper-text.js';
import { templatesRoot } from '../templates/project-root.js';
import { printable } from './printable.js';

export type PaperSize = 'a4' | 'a5' | 'a4-landscape';

export interface PaperMeta {
  readonly title: string;
  readonly author?: string;
  /** written into the file as its date of creation: the same paper gives the same bytes */
  readonly date: Instant;
  readonly size: PaperSize;
  /** words across the sheet, e.g. `DỮ LIỆU MINH HỌA` */
  readonly watermark: string | null;
}

export interface PdfOptions {
  /** child processes at most; default one less than the processors, at least 1 */
  readonly processes?: number;
  /** for one paper, from when a process takes it */
  readonly timeLimitMs?: number;
  /** the typesetter's memory outside JavaScript grows by some 40 to 90 KB a paper and is only freed by ending the process */
  readonly papersPerProcess?: number;
  readonly worker?: URL;
}

/** Papers set one after another. */
export interface Folder {
  readonly pdf: Buffer;
  readonly starts: readonly number[];
  readonly pages: number;
}

/** As it comes through the channel between the processes. */
interface SetFolder extends Omit<Folder, 'pdf'> {
  readonly pdf: string;
}

interface Job {
  readonly html: string;
  readonly meta: PaperMeta;
  readonly papers: number;
}

/** The paper could not be made. Says nothing about the ones before or after it. */
export class PdfError extends Error {
  constructor(
    readonly kind: 'refused' | 'crashed' | 'too_slow' | 'closed',
    cause: unknown,
  ) {
    super(`no PDF (${kind}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'PdfError';
  }
}

/**
 * Sets papers as tagged PDF/A-2a in child processes, so that a crash or a hang costs one paper and memory the typesetter
 * keeps goes with its process. Nothing is imported or started before the first paper; nothing is ever fetched.
 */
export class PdfRenderer {
  private readonly options: Required<PdfOptions>;
  private readonly waiting: (() => void)[] = [];
  private pool: Promise<Tinypool> | null = null;
  private free: number;
  private rendered = 0;
  private closed = false;

  constructor(options: PdfOptions = {}) {
    this.options = {
      processes: Math.max(1, availableParallelism() - 1),
      timeLimitMs: 30 * SECOND,
      papersPerProcess: 2_000,
      worker: new URL('./typst-worker.js', import.meta.url),
      ...options,
    };
    this.free = this.options.processes;
  }

  /**
   * @param html one paper or several, one after the other, in the small set of elements `paperTree` knows
   * @throws PdfError when the process refuses, dies or takes too long
   * @throws Error when the HTML holds anything else
   */
  async render(html: string, meta: PaperMeta): Promise<Buffer> {
    return Buffer.from(await this.inTurn<string>('render', { html, meta, papers: 1 }), 'base64');
  }

  /**
   * A folder: papers one after another, the first (class `listed`) a list of the others.
   *
   * @param papers how many they are: the typesetter's memory grows with each
   * @returns the PDF, on which page each of the papers begins, from 1, and how many pages there are
   * @throws as `render`
   */
  async renderFolder(html: string, meta: PaperMeta, papers: number): Promise<Folder> {
    const job = { html, meta, papers };
    const { pdf, ...told } = await this.inTurn<SetFolder>('renderFolder', job);
    return { pdf: Buffer.from(pdf, 'base64'), ...told };
  }

  /** Starts a process and lets it set one paper, so that the first reader does not wait for it. */
  async warm(): Promise<void> {
    const date = 0 as Instant;
    await this.render('<article class="paper"><p>Đúng Hẹn</p></article>', {
      title: 'Đúng Hẹn',
      date,
      size: 'a4',
      watermark: null,
    });
  }

  /** Papers under way are given up. */
  async close(): Promise<void> {
    this.closed = true;
    const pool = await this.pool;
    this.pool = null;
    await pool?.destroy();
  }

  async onModuleDestroy(): Promise<void> {
    await this.close();
  }

  private async inTurn<T>(name: 'render' | 'renderFolder', { html, meta, papers }: Job): Promise<T> {
    const task = await this.task(html, meta);
    await this.turn();
    try {
      return await this.send<T>(name, task, papers);
    } finally {
      this.leave();
    }
  }

  private async task(html: string, { title, author, date, size, watermark }: PaperMeta): Promise<object> {
    const { paperTree } = await import('./paper-tree.js');
    const words = (text: string): string => printable(tidy(text)).trim();
    const meta = {
      title: words(title),
      author: author === undefined ? null : words(author),
      size,
      watermark: watermark === null ? null : words(watermark),
    };
    return {
      templates: join(templatesRoot, 'print'),
      fonts: join(templatesRoot, 'fonts'),
      paper: JSON.stringify({ meta, tree: paperTree(html, printable) }),
      watermark: meta.watermark,
      createdAt: Math.floor(date / SECOND),
    };
  }

  private async send<T>(name: string, task: object, papers: number): Promise<T> {
    if (this.closed) throw new PdfError('closed', 'the printer has been shut down');
    const pool = await (this.pool ??= this.open());
    try {
      return (await pool.run(task, { name, signal: AbortSignal.timeout(this.options.timeLimitMs) })) as T;
    } catch (error) {
      throw new PdfError(kindOf(error), error);
    } finally {
      await this.recycle(pool, papers);
    }
  }

  private async recycle(pool: Tinypool, papers: number): Promise<void> {
    this.rendered += papers;
    if (this.rendered < this.options.papersPerProcess * this.options.processes || this.closed) return;
    this.rendered = 0;
    await pool.recycleWorkers();
  }

  /** The children get none of our environment: keys and passwords have no business there. */
  private async open(): Promise<Tinypool> {
    const { Tinypool } = await import('tinypool');
    return new Tinypool({
      runtime: 'child_process',
      filename: fileURLToPath(this.options.worker),
      name: 'render',
      minThreads: 1,
      maxThreads: this.options.processes,
      idleTimeout: 60 * SECOND,
      env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
      execArgv: [],
    });
  }

  /** Papers queue here, not in the pool, so that the time limit starts when a process takes the paper. */
  private async turn(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

function kindOf(error: unknown): PdfError['kind'] {
  if (!(error instanceof Error)) return 'refused';
  if (error.name === 'AbortError') return 'too_slow';
  if (error.message.includes('exited unexpectedly')) return 'crashed';
  return error.message.includes('Terminating') ? 'closed' : 'refused';
}
