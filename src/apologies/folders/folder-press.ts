import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { UnitsService } from '../../units/units.service.js';
import { LetterFactsService } from '../letter-facts.service.js';
import { letterHtml } from '../letter.view.js';
import { coverHtml } from './folder-cover.view.js';
import { FolderFiles } from './folder-files.js';
import type { Folder, FolderLetter } from './folder.js';
import type { PrintedSheet } from './folders.repository.js';

/** Letters of one PDF: some three megabytes, and a second or two of the typesetter. */
export const PART = 200;

/** Dossiers whose facts are gathered at the same time: people at the counter come in between. */
const TOGETHER = 4;
/** What a file of a part may be at most; far beyond what it is. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface PrintedPart {
  readonly pdf: Buffer;
  readonly pages: number;
  /** without their number, where they had none */
  readonly sheets: readonly PrintedSheet[];
}

/** Sets a part of a folder: the list on top, then each letter on sheets of its own. */
@Injectable()
export class FolderPress {
  constructor(
    private readonly config: AppConfig,
    private readonly templates: Templates,
    private readonly pdfs: PdfRenderer,
    private readonly facts: LetterFactsService,
    private readonly units: UnitsService,
    private readonly files: FolderFiles,
  ) {}

  /** @param known what was printed before; without it, what the letters have to say now */
  async part(
    { unitCode }: Folder,
    letters: readonly FolderLetter[],
    { total, part, at }: { readonly total: number; readonly part: number; readonly at: Instant },
    known: ((letter: FolderLetter) => LetterFacts) | null = null,
  ): Promise<PrintedPart> {
    const unit = await this.units.unit(unitCode);
    const facts = known ? letters.map(known) : await this.gather(letters, at);
    const illustration = this.config.ILLUSTRATION === '1';
    const cover = coverHtml(this.templates, {
      agency: unit.letterheadAgency,
      lines: letters.map(({ position }, i) => ({ position, facts: facts[i] as LetterFacts })),
      total,
      part,
      parts: Math.ceil(total / PART),
      printedAt: at,
      illustration,
    });
    const papers = facts.map((one) => letterHtml(this.templates, one));
    const meta = {
      title: `Tập thư trình ký, ${unit.letterheadAgency}`,
      author: unit.letterheadAgency,
      date: at,
      size: 'a4',
      watermark: illustration ? WATERMARK : null,
    } as const;
    const { pdf, starts, pages } = await this.pdfs.renderFolder([cover, ...papers].join('\n'), meta, papers.length + 1);
    const sheets = letters.map(({ letter }, i) => ({
      letterId: letter.id,
      facts: facts[i] as LetterFacts,
      pages: (starts[i + 2] ?? pages + 1) - (starts[i + 1] ?? 0),
    }));
    return { pdf, pages, sheets };
  }

  async keep(fileId: string, pdf: Buffer): Promise<void> {
    await this.files.receive(fileId, Readable.from([pdf]), MOST_BYTES);
  }

  async kept(fileId: string): Promise<Buffer | null> {
    return (await this.files.has(fileId)) ? readFile(this.files.path(fileId)) : null;
  }

  forget(fileId: string): Promise<void> {
    return this.files.forget(fileId);
  }

  private async gather(letters: readonly FolderLetter[], at: Instant): Promise<LetterFacts[]> {
    const gathered: LetterFacts[] = [];
    for (let first = 0; first < letters.length; first += TOGETHER) {
      const some = letters.slice(first, first + TOGETHER);
      gathered.push(...(await Promise.all(some.map(({ letter }) => this.saying(letter, at)))));
    }
    return gathered;
  }

  private async saying(letter: FolderLetter['letter'], at: Instant): Promise<LetterFacts> {
    return letter.facts ?? (await this.facts.of(letter, at)).facts;
  }
}
