import { Code, Int, OneOf, Optional } from '../../platform/web/validation.js';
import { SLIDES } from './wall.view.js';

/** GET /board */
export class WallQuery {
  /** with everything below it; the reader's own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** from 1 */
  @Optional()
  @Int({ min: 1, max: SLIDES })
  slide?: number;

  /** it does not turn by itself */
  @Optional()
  @OneOf(['1'])
  still?: string;
}
