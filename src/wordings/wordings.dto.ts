import type { PlainDate } from '../domain/time/plain-date.js';
import { Code, Day, OneOf, Optional, Pattern, Text } from '../platform/web/validation.js';
import { SAMPLES, type Sample } from './wording-rendering.js';

export class WordingsQuery {
  /** left out: the reader's own */
  @Optional()
  @Code()
  unit?: string;

  /** an earlier wording to begin from: its id, or `shipped` */
  @Optional()
  @Pattern(/^(?:shipped|[0-9a-f-]{36})$/, 36, 'shipped')
  from?: string;

  /** left out: the words for all procedures */
  @Optional()
  @Code()
  procedure?: string;
}

/** A wording as it is being written. */
export class WordingDraftForm {
  @Code()
  unit!: string;

  @Optional()
  @Text({ min: 0, max: 6_000, lines: true })
  text?: string;

  @Optional()
  @OneOf(SAMPLES)
  sample?: Sample;

  @Optional()
  @Text({ min: 0, max: 20 })
  validFrom?: string;

  @Optional()
  @Code()
  procedure?: string;

  /** code of a dossier to try it on, instead of a sample */
  @Optional()
  @Code()
  dossier?: string;
}

export class WordingForm {
  @Code()
  unit!: string;

  @Text({ min: 1, max: 6_000, lines: true })
  text!: string;

  /** first day on which papers say it */
  @Day()
  validFrom!: PlainDate;

  @Optional()
  @OneOf(SAMPLES)
  sample?: Sample;

  @Optional()
  @Code()
  procedure?: string;

  @Optional()
  @Code()
  dossier?: string;
}
