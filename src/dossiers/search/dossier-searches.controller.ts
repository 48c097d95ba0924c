import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Authenticated } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { saying } from '../../platform/web/validation-words.js';
import { listRowJson } from '../dossier.json.js';
import { DossierSearchRequest } from './dossier-search.dto.js';
import { DossierSearchService, type Search } from './dossier-search.service.js';

/** Searches whose question must not stand in an address: what identifies a person. */
@Controller('api/v1/dossiers/searches')
export class DossierSearchesController {
  constructor(private readonly searches: DossierSearchService) {}

  /** Dossiers by a code, a name, a number of a person or a line of a paper book; newest first. */
  @Post()
  @HttpCode(200)
  @Authenticated()
  async search(@CurrentActor() by: Actor, @Body() request: DossierSearchRequest): Promise<object> {
    const { limit, cursor } = request;
    const page = await this.searches.search(searchOf(request), { limit, cursor }, by);
    return { items: page.rows.map(listRowJson), nextCursor: page.nextCursor, total: page.total };
  }
}

/** @throws DomainError `request.invalid` unless it asks for one thing */
function searchOf({ text, idNumber, phone, paperBook }: DossierSearchRequest): Search {
  const asked: Search[] = [];
  if (text !== undefined) asked.push({ by: 'text', text });
  if (idNumber !== undefined) asked.push({ by: 'idNumber', number: idNumber });
  if (phone !== undefined) asked.push({ by: 'phone', number: phone });
  if (paperBook !== undefined) asked.push({ by: 'paperBook', slip: paperBook });
  const [only, ...others] = asked;
  if (only !== undefined && others.length === 0) return only;
  const message = saying('validation.one_of', { values: 'text, idNumber, phone, paperBook' });
  throw new DomainError('request.invalid', 'a search asks for one thing', {}, [{ field: 'text', message }]);
}
