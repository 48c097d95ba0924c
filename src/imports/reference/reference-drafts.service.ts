import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { DAY, type Clock, type Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { decodedText } from '../../platform/csv/decoded-text.js';
import type { ImportPreview } from '../../platform/csv/import-diff.js';
import { MAX_CSV_CHARACTERS } from '../../platform/csv/read-csv.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnreadableFile } from '../../platform/spreadsheet/table.js';
import { UnitsService } from '../../units/units.service.js';
import { ReferenceDraftsRepository, type ReferenceDraft } from './reference-drafts.repository.js';
import { ReferenceFilesService } from './reference-files.service.js';
import type { ReferenceKind } from './reference-kinds.js';

/** Nobody accepts a file that has lain about for a week: the world has moved on. */
const KEPT_DAYS = 7;

/** A file and what it would do now; `digest` names exactly that. */
export interface JudgedDraft {
  readonly draft: ReferenceDraft;
  readonly preview: ImportPreview;
  readonly digest: string;
}

/** Files of the catalogue and the calendar: sent, read as a list of differences, accepted by the one who read it. */
@Injectable()
export class ReferenceDraftsService {
  constructor(
    private readonly transactor: Transactor,
    private readonly drafts: ReferenceDraftsRepository,
    private readonly files: ReferenceFilesService,
    private readonly units: UnitsService,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the draft
   * @throws DomainError `auth.forbidden` for people outside the town's office, `request.invalid` for what is no text,
   *   `request.too_large`
   */
  async receive(by: Actor, kind: ReferenceKind, fileName: string, bytes: Readable): Promise<string> {
    await this.units.demandTown(by);
    const body = await textOf(bytes);
    const createdAt = this.clock.now();
    const id = newId(createdAt);
    const draft = { id, kind, fileName: fileName.slice(0, 120), body, createdBy: by.username, createdAt };
    await this.transactor.run(async (tx) => {
      await this.drafts.removeBefore(tx, (createdAt - KEPT_DAYS * DAY) as Instant);
      await this.drafts.add(tx, draft);
    });
    return id;
  }

  /** What the actor sent and has not accepted yet. */
  waiting(by: Actor): Promise<Omit<ReferenceDraft, 'body'>[]> {
    return this.drafts.of(by.username);
  }

  /** What the file would do now. @throws DomainError `not_found`, also for a file of somebody else */
  async judge(by: Actor, id: string): Promise<JudgedDraft> {
    const draft = /^[0-9a-f-]{36}$/.test(id) ? await this.drafts.find(id) : null;
    if (draft?.createdBy !== by.username) throw new DomainError('not_found', 'there is no such file');
    const preview = await this.files.preview(draft.kind, draft.body);
    const digest = createHash('sha256')
      .update(JSON.stringify([preview.diffs, preview.report.rejected]))
      .digest('hex');
    return { draft, preview, digest };
  }

  /**
   * Loads the file as it was read.
   *
   * @param seen digest of what the person read
   * @throws DomainError `not_found`, `auth.forbidden`, `version.stale` when it would do something else by now,
   *   `import.rejected`
   */
  async accept(by: Actor, id: string, seen: string, write: IdempotentWrite | null = null): Promise<void> {
    await this.units.demandTown(by);
    await this.idempotency.once(write, () => this.load(by, id, seen, write));
  }

  private async load(by: Actor, id: string, seen: string, write: IdempotentWrite | null): Promise<string> {
    const { draft, digest } = await this.judge(by, id);
    if (seen !== digest) throw new DomainError('version.stale', 'the file would do something else by now');
    await this.files.load(draft.kind, draft.body, by.username);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.idempotency.remember(tx, write, id, at);
      await this.drafts.remove(tx, id);
    });
    return id;
  }

  /** @throws DomainError `not_found` */
  async discard(by: Actor, id: string): Promise<void> {
    await this.judge(by, id);
    await this.transactor.run((tx) => this.drafts.remove(tx, id));
  }
}

async function textOf(bytes: Readable): Promise<string> {
  let text = '';
  try {
    for await (const piece of decodedText(bytes)) {
      text += piece;
      if (text.length > MAX_CSV_CHARACTERS) {
        throw new DomainError('request.too_large', 'the text is too large', { characters: MAX_CSV_CHARACTERS });
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw invalid('Tệp không phải văn bản Unicode (UTF-8). Trong Excel, chọn Lưu dạng CSV UTF-8.');
  }
  // PostgreSQL stores no null byte, and no CSV has one.
  if (text.trim() === '' || text.includes('\u0000')) throw invalid('Tệp không có dữ liệu');
  return text;
}

function invalid(message: string): DomainError {
  return new DomainError('request.invalid', 'the file is not acceptable', {}, [{ field: 'file', message }]);
}
