import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, Int, ListOf, OneOf, Optional, Pattern, Text, Texts } from '../../platform/web/validation.js';

const ID = /^[0-9a-f-]{36}$/;
const ID_SAYS = '0188083b-8b20-7227-9c67-c30afa75fd02';
/** Lines of the grid on one page; a form carries a few hundred fields. */
export const GRID_ROWS = 50;
/** Letters offered to be ticked at once. */
export const CHOICE_ROWS = 100;

/** GET /letters/folders */
export class FoldersQuery {
  @Optional()
  @Code()
  unit?: string;
}

/** POST /letters/folders */
export class NewFolderForm {
  @Code()
  unit!: string;

  /** which; left out with `all` */
  @Optional()
  @Texts({ min: 1, max: CHOICE_ROWS }, { min: 36, max: 36 })
  ids?: string[];

  @Optional()
  @Bool()
  all?: boolean;
}

/** GET /letters/folders/:id */
export class FolderQuery {
  /** position after which the lines begin */
  @Optional()
  @Int({ min: 0, max: 10_000 })
  after?: number;
}

export class GridLineForm {
  @Pattern(ID, 36, ID_SAYS)
  letterId!: string;

  /** from another register, e.g. `14/PXL` */
  @Optional()
  @Text({ min: 1, max: 60 })
  number?: string;

  @Optional()
  @Bool()
  own?: boolean;

  @Optional()
  @Day()
  date?: PlainDate;

  @Optional()
  @Bool()
  signed?: boolean;
}

/** POST /letters/folders/:id/numbers */
export class GridForm {
  @ListOf(() => GridLineForm, { min: 1, max: GRID_ROWS })
  rows!: GridLineForm[];
}

/** POST /letters/folders/:id/removals, /completions */
export class OneLetterForm {
  @Pattern(ID, 36, ID_SAYS)
  letterId!: string;
}

/** POST /letters/folders/:id/pages: what becomes of a page nobody could place. */
export class PageForm {
  @Pattern(ID, 36, ID_SAYS)
  scan!: string;

  @Int({ min: 0, max: 500 })
  page!: number;

  @OneOf(['assign', 'discard'])
  act!: 'assign' | 'discard';

  @Optional()
  @Pattern(ID, 36, ID_SAYS)
  letterId?: string;
}
