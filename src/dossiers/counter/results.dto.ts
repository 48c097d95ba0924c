import { Code, Optional, Text } from '../../platform/web/validation.js';

export class ResultsQuery {
  /** what the reader read, or a code */
  @Optional()
  @Text({ min: 1, max: 1000 })
  code?: string;

  /** the dossier whose result has just come in */
  @Optional()
  @Code()
  done?: string;
}

export class ShelfQuery {
  @Optional()
  @Text({ min: 1, max: 30 })
  shelf?: string;
}
