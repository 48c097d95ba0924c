import { Texts } from '../../platform/web/validation.js';
import { CompletionRequest, HandOverRequest, ReturnRequest } from '../dossiers.dto.js';
import { AssignmentRequest, ResultRequest } from '../processing/work.dto.js';

const CODES = [
  { min: 1, max: 200 },
  { min: 1, max: 40 },
] as const;

export class BulkRequest {
  @Texts(...CODES)
  codes!: string[];
}

export class BulkHandOverRequest extends HandOverRequest {
  @Texts(...CODES)
  codes!: string[];
}

export class BulkCompletionRequest extends CompletionRequest {
  @Texts(...CODES)
  codes!: string[];
}

export class BulkReturnRequest extends ReturnRequest {
  @Texts(...CODES)
  codes!: string[];
}

export class BulkAssignmentRequest extends AssignmentRequest {
  @Texts(...CODES)
  codes!: string[];
}

export class BulkResultRequest extends ResultRequest {
  @Texts(...CODES)
  codes!: string[];
}
