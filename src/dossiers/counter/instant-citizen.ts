import { DomainError, type FieldError } from '../../domain/errors.js';
import { isDoubtfulName, readCitizenCard } from '../../domain/text/citizen-card.js';
import type { InstantLineRequest } from './instant.dto.js';
import type { Citizen } from './instant.service.js';

/**
 * Who is served: typed, or read off a card. Readers drop the accents of names, so what came off a card and lost them is
 * taken only when somebody has looked at it.
 *
 * @throws DomainError `request.invalid` beside the name
 */
export function citizenOf({ name = '', card, idNumber, nameChecked = false }: InstantLineRequest): Citizen {
  const read = readCitizenCard(name) ?? (card === undefined ? null : readCitizenCard(card));
  // Put into its field by the page, the name may have been mended there.
  const typed = readCitizenCard(name) ? (read?.name ?? '') : name;
  if (typed === '' && read === null) throw wrong('counter.name_missing');
  const said = typed === '' ? (read?.name ?? '') : typed;
  if (said.length > 200) throw wrong('counter.name_long');
  if (read !== null && isDoubtfulName(said) && !nameChecked) throw wrong('counter.name_bare');
  const address = read === null || read.addressDoubtful ? null : read.address;
  return { kind: 'new', name: said, idNumber: idNumber ?? read?.idNumber ?? null, address };
}

/** @param message key of the words; the page says them in the reader's language */
function wrong(message: string): DomainError {
  const errors: FieldError[] = [{ field: 'name', message }];
  return new DomainError('request.invalid', 'this name cannot be taken', {}, errors);
}
