import { fileURLToPath } from 'node:url';
import type { Tinypool } from 'tinypool';
import { SECOND, type Instant } from '../../domain/time/instant.js';

/** A file on the disk that the child process opens itself. */
export interface ScanSource {
  readonly path: string;
  readonly mediaType: string;
}

/** What is to be seen on one page. */
export interface ScannedPage {
  /** from 0 */
  readonly page: number;
  /** texts of the QR codes on it */
  readonly codes: readonly string[];
  /** quarter turns clockwise that put it upright, as far as a code tells; else 0 */
  readonly turned: number;
  /** nothing stands on it: the back of a sheet */
  readonly blank: boolean;
  /** false: it could not be drawn */
  readonly readable: boolean;
}

export interface PagePart {
  readonly source: ScanSource;
  readonly page: number;
  readonly turned: number;
}

export type ScanFault = 'unreadable' | 'too_large' | 'too_many_pages';

const SCAN_LIMITS = {
  /** of one file */
  pages: 500,
  /** of an image: some 600 dots an inch on A4; what is packed into less may not unpack to more */
  pixels: 40_000_000,
} as const;

/** Pages a process looks at in one task, within one time limit. */
const AT_ONCE = 10;
const TASK_SECONDS = 60;
/** Memory of decoders is only freed by ending the process. */
const TASKS_PER_PROCESS = 60;

/**
 * Reads the codes on scanned sheets in a child process: a file that breaks the decoder costs that process and nothing
 * else, and nobody waits for it. Nothing is started before the first scan.
 */
export class ScanReader {
  private pool: Promise<Tinypool> | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  private tasks = 0;
  private closed = false;

  constructor(private readonly worker = new URL('./scan-worker.js', import.meta.url)) {}

  /** How many pages there are, or why they cannot be read. */
  async count(source: ScanSource): Promise<number | ScanFault> {
    const task = { source, mostPixels: SCAN_LIMITS.pixels };
    const answer = await this.run<{ pages: number } | { fault: ScanFault }>('count', task).catch(() => null);
    if (answer === null) return 'unreadable';
    if ('fault' in answer) return answer.fault;
    return answer.pages > SCAN_LIMITS.pages ? 'too_many_pages' : answer.pages;
  }

  /** The pages in their order, a few at a time; one that breaks or takes too long is said to be unreadable. */
  async *pages(source: ScanSource, count: number): AsyncGenerator<readonly ScannedPage[]> {
    for (let first = 0; first < count; first += AT_ONCE) {
      const pages = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => first + i);
      yield await this.read(source, pages);
    }
  }

  /**
   * Some pages as one PDF, each upright.
   *
   * @throws Error when one of them cannot be copied
   */
  async cut(parts: readonly PagePart[], title: string, at: Instant): Promise<Buffer> {
    return Buffer.from(await this.run<string>('cut', { parts, title, createdAt: at }), 'base64');
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    const pool = await this.pool;
    this.pool = null;
    await pool?.destroy();
  }

  /** One page spoils its task only until it is looked at alone. */
  private async read(source: ScanSource, pages: readonly number[]): Promise<readonly ScannedPage[]> {
    try {
      return await this.run<ScannedPage[]>('read', { source, pages });
    } catch (error) {
      if (this.closed) throw error;
      const [only] = pages;
      if (pages.length === 1 && only !== undefined) return [unreadable(only)];
      const each: ScannedPage[] = [];
      for (const page of pages) each.push(...(await this.read(source, [page])));
      return each;
    }
  }

  /** One after another: the time limit of a task begins when the process takes it. */
  private run<T>(name: string, task: object): Promise<T> {
    const turn = this.turn.then(() => this.send<T>(name, task));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async send<T>(name: string, task: object): Promise<T> {
    if (this.closed) throw new Error('the reader of scans has been shut down');
    const pool = await (this.pool ??= this.open());
    try {
      return (await pool.run(task, { name, signal: AbortSignal.timeout(TASK_SECONDS * SECOND) })) as T;
    } finally {
      await this.recycle(pool);
    }
  }

  private async recycle(pool: Tinypool): Promise<void> {
    this.tasks += 1;
    if (this.tasks % TASKS_PER_PROCESS === 0 && !this.closed) await pool.recycleWorkers();
  }

  /** The child gets none of our environment: keys and passwords have no business there. */
  private async open(): Promise<Tinypool> {
    const { Tinypool } = await import('tinypool');
    return new Tinypool({
      runtime: 'child_process',
      filename: fileURLToPath(this.worker),
      minThreads: 1,
      maxThreads: 1,
      idleTimeout: 60 * SECOND,
      env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
      execArgv: ['--max-old-space-size=1024'],
    });
  }
}

function unreadable(page: number): ScannedPage {
  return { page, codes: [], turned: 0, blank: false, readable: false };
}
