import { Controller, Get } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { Database } from '../database/database.js';
import { Public } from './access.js';

/** For load balancers and service managers. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** the process answers */
  @Get('live')
  @Public()
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** the process can serve: its database answers */
  @Get('ready')
  @Public()
  async ready(): Promise<{ status: string }> {
    try {
      await this.database.query('SELECT 1 AS "one"');
    } catch {
      throw new DomainError('unavailable', 'the database does not answer');
    }
    return { status: 'ok' };
  }
}
