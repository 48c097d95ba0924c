import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import { DomainError } from '../domain/errors.js';
import { foldVietnamese } from '../domain/text/fold.js';
import type { PlainDate } from '../domain/time/plain-date.js';

/** A stored version; `validTo` is its own end, not the beginning of the next one. */
export type StoredVersion = ProcedureVersion;

/** All procedures with all their versions, in memory. Immutable. */
export class Catalogue {
  private readonly byCode = new Map<string, readonly ProcedureVersion[]>();
  private readonly byId = new Map<string, ProcedureVersion>();
  private readonly folded = new Map<string, string>();

  constructor(stored: readonly StoredVersion[]) {
    const inOrder = [...stored].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    for (const code of new Set(inOrder.map(({ procedureCode }) => procedureCode))) {
      const own = inOrder.filter(({ procedureCode }) => procedureCode === code);
      const ended = own.map((version, i) => ({ ...version, validTo: earlier(version.validTo, own[i + 1]?.validFrom) }));
      this.byCode.set(code, ended);
      for (const version of ended) {
        this.byId.set(version.id, version);
        this.folded.set(version.id, foldVietnamese(`${code} ${version.name} ${version.fieldName}`));
      }
    }
  }

  /** @returns the version of the day; null when there is none */
  find(code: string, day: PlainDate): ProcedureVersion | null {
    const versions = this.byCode.get(code) ?? [];
    return versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo)) ?? null;
  }

  /** @throws DomainError `not_found` */
  version(id: string): ProcedureVersion {
    const version = this.byId.get(id);
    if (!version) throw new DomainError('not_found', 'there is no such version of a procedure');
    return version;
  }

  /** Oldest first. @throws DomainError `not_found` */
  versions(code: string): readonly ProcedureVersion[] {
    const versions = this.byCode.get(code);
    if (!versions)
      throw new DomainError('not_found', 'there is no such procedure', { procedureCode: code.slice(0, 20) });
    return versions;
  }

  /** @returns the version of the day of every procedure that has one, by code */
  inForce(day: PlainDate): readonly ProcedureVersion[] {
    const codes = [...this.byCode.keys()].sort();
    return codes.flatMap((code) => this.find(code, day) ?? []);
  }

  /** Every name that a procedure has or had. */
  names(): readonly { readonly code: string; readonly name: string }[] {
    return [...this.byId.values()].map(({ procedureCode: code, name }) => ({ code, name }));
  }

  /** Those whose code, name or field holds every word of the text, accents and case aside. */
  search(text: string, day: PlainDate): readonly ProcedureVersion[] {
    const words = foldVietnamese(text).split(' ');
    return this.inForce(day).filter(({ id }) => words.every((word) => this.folded.get(id)?.includes(word)));
  }
}

function earlier(own: PlainDate | null, next: PlainDate | undefined): PlainDate | null {
  if (next === undefined) return own;
  return own !== null && own < next ? own : next;
}
