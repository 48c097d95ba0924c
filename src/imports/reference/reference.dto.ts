import { OneOf, Pattern } from '../../platform/web/validation.js';
import { REFERENCE_KINDS, type ReferenceKind } from './reference-kinds.js';

const DIGEST = /^[0-9a-f]{64}$/;

export class ReferenceFileForm {
  @OneOf(REFERENCE_KINDS)
  kind!: ReferenceKind;
}

export class ReferenceAcceptanceForm {
  /** names what was read before it was accepted */
  @Pattern(DIGEST, 64, 'SHA-256')
  seen!: string;
}
