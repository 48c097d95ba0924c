import { ListOf, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';
import { MappedTimesPart } from '../imports.dto.js';
import { TARGETS, type Target } from '../mapping.js';

export const MAPPING_NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** A text area of lines. */
const LINES = { min: 0, max: 40_000, lines: true } as const;

export class SampledColumnPart {
  @Text({ min: 1, max: 120 })
  heading!: string;

  /** left out: the column is not taken over */
  @Optional()
  @OneOf(TARGETS)
  target?: Target;
}

/** Columns of a file, each with what it means. */
export class SampledMappingForm {
  @Pattern(MAPPING_NAME, 40, 'igate-hang-tuan')
  name!: string;

  @ListOf(() => SampledColumnPart, { min: 1, max: 100 })
  columns!: SampledColumnPart[];
}

/** A saved mapping as text: one thing a line. */
export class MappingTextForm extends MappedTimesPart {
  @Optional()
  @Text({ min: 1, max: 60 })
  sheet?: string;

  /** `target = heading | heading` */
  @Text({ ...LINES, min: 1 })
  columns!: string;

  /** `target.ours = theirs | theirs` */
  @Optional()
  @Text(LINES)
  values?: string;

  /** `code = their name` */
  @Optional()
  @Text(LINES)
  procedures?: string;

  @Optional()
  @Text(LINES)
  units?: string;

  @Optional()
  @Text(LINES)
  dateFormats?: string;
}
