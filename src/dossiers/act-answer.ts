import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import type { Outcome } from '../platform/idempotency/idempotency.js';
import { Keys } from '../platform/keys/keys.js';
import { markReplayed, markVersion } from '../platform/web/answer.js';
import { DossierQueryService } from './dossier-query.service.js';
import { recordJson, type DossierRecordJson } from './dossier.json.js';
import { secretFor } from './tracking-secret.js';

/** What every act answers: the dossier after it. */
@Injectable()
export class ActAnswer {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly keys: Keys,
  ) {}

  async of(by: Actor, code: string, reply: FastifyReply, { replayed }: Outcome): Promise<DossierRecordJson> {
    markReplayed(reply, replayed);
    const facts = await this.dossiers.facts(code, by);
    markVersion(reply, facts.dossier.version);
    return recordJson(facts, secretFor(facts.dossier, by, this.keys));
  }
}
