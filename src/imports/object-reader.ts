import { instant, type Instant } from '../domain/time/instant.js';
import { isPlainDate } from '../domain/time/plain-date.js';
import type { FindingCode } from './finding-words.js';
import type { RowChecks } from './row-checks.js';

type Given = Readonly<Record<string, unknown>>;

/** Reads the fields of one JSON object, each once; a field nobody asked for is a defect. */
export class ObjectReader {
  private readonly asked = new Set<string>();

  constructor(
    private readonly checks: RowChecks,
    private readonly given: Given,
    private readonly path = '',
  ) {}

  text(name: string, most: number): string | null {
    const value = this.value(name);
    if (value === undefined) return this.checks.defect(this.at(name), 'field_missing');
    return typeof value === 'string' ? this.checks.required(this.at(name), value, most) : this.malformed(name);
  }

  textOrNull(name: string, most: number): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    return typeof value === 'string' ? this.checks.text(this.at(name), value, most) : this.malformed(name);
  }

  matching(name: string, pattern: RegExp, most: number, code: FindingCode): string | null {
    return this.checks.matching(this.at(name), this.textOrNull(name, most), pattern, code);
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T | null): T | null {
    const value = this.value(name) ?? fallback;
    if (value === null) return this.checks.defect(this.at(name), 'field_missing');
    return values.find((known) => known === value) ?? this.malformed(name);
  }

  whole(name: string, least: number, most: number): number | null {
    const value = this.value(name);
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
    return fits ? value : this.malformed(name);
  }

  moment(name: string): Instant | null {
    const value = this.value(name);
    if (value === undefined) return this.checks.defect(this.at(name), 'field_missing');
    return this.instantOf(name, value);
  }

  momentOrNull(name: string): Instant | null {
    const value = this.value(name);
    return value === undefined ? null : this.instantOf(name, value);
  }

  day(name: string): string | null {
    const value = this.value(name);
    return typeof value === 'string' && isPlainDate(value)
      ? value
      : this.checks.defect(this.at(name), 'date_malformed');
  }

  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    if (typeof value === 'boolean') return value;
    this.malformed(name);
    return false;
  }

  /** Lines of text, joined by line breaks. */
  lines(name: string, mostLines: number, most: number): string | null {
    const value = this.value(name);
    if (!Array.isArray(value) || value.length === 0 || value.length > mostLines) return this.malformed(name);
    const texts = value.map((one: unknown) =>
      typeof one === 'string' ? this.checks.required(this.at(name), one, most) : this.malformed(name),
    );
    return texts.join('\n');
  }

  /** @returns null with its defect when there is none and one is needed */
  object(name: string): ObjectReader | null {
    const value = this.value(name);
    if (value === undefined) return this.checks.defect(this.at(name), 'field_missing');
    return isObject(value) ? new ObjectReader(this.checks, value, `${this.at(name)}.`) : this.malformed(name);
  }

  objectOrNull(name: string): ObjectReader | null {
    return this.value(name) === undefined ? null : this.object(name);
  }

  objects(name: string, most: number): readonly ObjectReader[] {
    const value = this.value(name) ?? [];
    if (!Array.isArray(value) || value.length > most || !value.every(isObject)) {
      this.malformed(name);
      return [];
    }
    return value.map((one, i) => new ObjectReader(this.checks, one, `${this.at(name)}[${String(i)}].`));
  }

  texts(name: string, allowed: readonly string[]): string[] {
    const value = this.value(name) ?? [];
    if (Array.isArray(value) && value.every((one) => allowed.includes(String(one)))) return value.map(String);
    this.malformed(name);
    return [];
  }

  /** Call it last. */
  demandNothingElse(): void {
    for (const name of Object.keys(this.given)) {
      if (!this.asked.has(name)) this.checks.defect(this.at(name.slice(0, 40)), 'field_unknown');
    }
  }

  at(name: string): string {
    return `${this.path}${name}`;
  }

  /** Absent and null mean the same. */
  private value(name: string): unknown {
    this.asked.add(name);
    return Object.hasOwn(this.given, name) ? (this.given[name] ?? undefined) : undefined;
  }

  private instantOf(name: string, value: unknown): Instant | null {
    try {
      return instant(typeof value === 'string' ? value.trim() : '');
    } catch {
      return this.checks.defect(this.at(name), 'date_malformed');
    }
  }

  private malformed(name: string): null {
    return this.checks.defect(this.at(name), 'value_malformed');
  }
}

function isObject(value: unknown): value is Given {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
