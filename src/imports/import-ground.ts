import { foldLabel } from '../platform/spreadsheet/fold-label.js';
import { foldProcedure, type ReadyMapping } from './mapping.js';
import type { KnownUntil, RowChecks } from './row-checks.js';

interface NamedProcedure {
  readonly code: string;
  readonly name: string;
}

interface NamedUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly deskUnitCode: string | null;
}

const PROCEDURE_CODE = /\b\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?\b/;
const CODES_SHOWN = 5;

/** What names in a file can mean: procedures and units of the catalogue, and what this import may touch. */
export class ImportGround {
  private readonly procedureCodes: ReadonlySet<string>;
  private readonly procedureNames = new Map<string, Set<string>>();
  private readonly deskOf = new Map<string, string>();
  private readonly unitCodes: ReadonlySet<string>;

  /**
   * @param scope desks whose dossiers may be written
   * @param home the desk meant where a file names none
   */
  constructor(
    procedures: readonly NamedProcedure[],
    units: readonly NamedUnit[],
    private readonly scope: ReadonlySet<string>,
    private readonly home: string,
    readonly until: KnownUntil,
  ) {
    this.procedureCodes = new Set(procedures.map(({ code }) => code));
    for (const { code, name } of procedures) {
      const label = foldProcedure(name);
      this.procedureNames.set(label, (this.procedureNames.get(label) ?? new Set()).add(code));
    }
    this.unitCodes = new Set(units.map(({ code }) => code));
    for (const { code, name, shortName, deskUnitCode } of units) {
      for (const label of [code, foldLabel(name), foldLabel(shortName)]) this.deskOf.set(label, deskUnitCode ?? code);
    }
  }

  /** By the mapping, by a code in the text, by the whole name; null with its defect. */
  procedure(checks: RowChecks, field: string, text: string, mapping: ReadyMapping | null): string | null {
    const label = foldProcedure(text);
    const mapped = mapping?.procedures.get(label) ?? PROCEDURE_CODE.exec(text)?.[0];
    if (mapped !== undefined && this.procedureCodes.has(mapped)) return mapped;
    const [code, ...others] = this.procedureNames.get(label) ?? [];
    if (code === undefined) return checks.defect(field, 'procedure_unknown');
    if (others.length === 0) return code;
    return checks.defect(field, 'procedure_ambiguous', { codes: [code, ...others].slice(0, CODES_SHOWN).join(', ') });
  }

  /** The desk that a unit's name means (a division's is the one it works behind); null with its defect. */
  desk(checks: RowChecks, field: string, text: string | null, mapping: ReadyMapping | null): string | null {
    const label = text === null ? this.home : (mapping?.units.get(foldLabel(text)) ?? text);
    const desk = this.deskOf.get(label) ?? this.deskOf.get(foldLabel(label));
    if (desk === undefined) return checks.defect(field, 'unit_unknown');
    return this.scope.has(desk) ? desk : checks.defect(field, 'unit_elsewhere', { unit: desk });
  }

  knowsUnit(code: string): boolean {
    return this.unitCodes.has(code);
  }
}
