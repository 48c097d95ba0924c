import { maskIdNumber, maskPhone, type Party, type Submitter } from '../domain/dossier/party.js';
import type { SqlValue } from '../platform/database/sql.js';
import type { Keys } from '../platform/keys/keys.js';

type PartyColumns = Readonly<Record<string, SqlValue>>;

/** Encrypted, hashed for look-up and masked for reading: the plain number is in no column. */
export function applicantColumns(party: Party, keys: Keys): PartyColumns {
  return {
    role: 'applicant',
    kind: party.kind,
    name: party.name,
    address: party.address,
    idEncrypted: party.idNumber && keys.encrypt(party.idNumber),
    idHash: party.idNumber && partyHashes(party.idNumber, keys).idHash,
    idMasked: party.idNumber && maskIdNumber(party.idNumber),
    ...phoneColumns(party.phone, keys),
    email: party.email,
    contactBy: party.contactBy.join(','),
    taxCode: party.taxCode,
    representative: party.representative,
    contactName: party.contactName,
    authorisation: false,
    keyId: keys.keyId,
  };
}

export function submitterColumns(submitter: Submitter, keys: Keys): PartyColumns {
  return {
    role: 'submitter',
    kind: 'person',
    name: submitter.name,
    address: null,
    idEncrypted: null,
    idHash: null,
    idMasked: null,
    ...phoneColumns(submitter.phone, keys),
    email: null,
    contactBy: '',
    taxCode: null,
    representative: null,
    contactName: null,
    authorisation: submitter.authorisation,
    keyId: keys.keyId,
  };
}

function phoneColumns(phone: string | null, keys: Keys): PartyColumns {
  return {
    phoneEncrypted: phone && keys.encrypt(phone),
    phoneHash: phone && partyHashes(phone, keys).phoneHash,
    phoneMasked: phone && maskPhone(phone),
  };
}

/** What a number is looked up by: only whoever knows the whole number finds its owner. */
export function partyHashes(number: string, keys: Keys): { readonly idHash: string; readonly phoneHash: string } {
  return { idHash: keys.mac('lookup', `id:${number}`), phoneHash: keys.mac('lookup', `phone:${number}`) };
}
