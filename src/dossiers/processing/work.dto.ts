import { Code, OneOf, Optional, Text } from '../../platform/web/validation.js';

export class AssignmentRequest {
  /** somebody of the unit that holds the dossier */
  @Code()
  username!: string;
}

export class NoteRequest {
  @Text({ min: 1, max: 2000, lines: true })
  text!: string;
}

export class ResultRequest {
  @OneOf(['granted', 'refused'])
  outcome!: 'granted' | 'refused';

  /** of the paper that decides */
  @Optional()
  @Text({ min: 1, max: 60 })
  number?: string;
}

export class FileQuery {
  /** what the file is called, without a folder */
  @Text({ min: 1, max: 120 })
  name!: string;
}
