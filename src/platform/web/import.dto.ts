import { Bool, Optional } from './validation.js';

/** `?dryRun=` of every import. */
export class ImportQuery {
  /** true validates and reports, and writes nothing */
  @Optional()
  @Bool()
  dryRun?: boolean;
}
