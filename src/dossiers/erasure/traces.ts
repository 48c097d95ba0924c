import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { FileStore } from '../../platform/files/file-store.js';

/** Where an erasure leaves a trace, and where it takes one away. */
@Injectable()
export class Traces {
  constructor(
    readonly audit: AuditLog,
    readonly files: FileStore,
  ) {}
}
