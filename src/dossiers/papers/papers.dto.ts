import { PAPER_SHEETS, type PaperSheet } from '../../units/unit-settings.js';
import { OneOf, Optional } from '../../platform/web/validation.js';

export class SheetQuery {
  /** left out: the sheet that the reader's unit decided for */
  @Optional()
  @OneOf(PAPER_SHEETS)
  size?: PaperSheet;
}
