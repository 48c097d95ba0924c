import { DomainError, type FieldError } from '../../domain/errors.js';
import { TARGETS, VALUE_TARGETS, type Mapping, type Target, type ValueTarget } from '../mapping.js';

/** The parts of a mapping as a person edits them: one thing a line, `ours = theirs | theirs`. */
export interface MappingTexts {
  readonly columns: string;
  readonly values: string;
  readonly procedures: string;
  readonly units: string;
  readonly dateFormats: string;
}

export function mappingTexts({ columns, values, procedures, units, dateFormats }: Mapping): MappingTexts {
  return {
    columns: columns.map(({ target, headings }) => `${target} = ${headings.join(' | ')}`).join('\n'),
    values: values.map(({ target, to, from }) => `${target}.${to} = ${from.join(' | ')}`).join('\n'),
    procedures: procedures.map(({ from, code }) => `${code} = ${from}`).join('\n'),
    units: units.map(({ from, code }) => `${code} = ${from}`).join('\n'),
    dateFormats: dateFormats.join('\n'),
  };
}

/** @throws DomainError `request.invalid` naming the part and the line that cannot be read */
export function readMappingTexts(texts: MappingTexts): Omit<Mapping, 'sheet' | 'times'> {
  const errors: FieldError[] = [];
  const lines = (part: keyof MappingTexts): [string, string, number][] =>
    texts[part].split('\n').flatMap((text, i) => {
      const line = text.trim();
      if (line === '') return [];
      const at = line.indexOf('=');
      if (part === 'dateFormats') return [[line, '', i + 1]];
      if (at < 1 || line.slice(at + 1).trim() === '') errors.push(unreadable(part, i + 1));
      return [[line.slice(0, Math.max(0, at)).trim(), line.slice(at + 1).trim(), i + 1]];
    });
  const listed = (text: string): string[] =>
    text
      .split('|')
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '');
  const read = {
    columns: lines('columns').map(([target, headings, line]) => {
      if (!isTarget(target)) errors.push(unreadable('columns', line));
      return { target: target as Target, headings: listed(headings) };
    }),
    values: lines('values').map(([key, from, line]) => {
      const [target = '', to = ''] = key.split('.');
      if (!isValueTarget(target)) errors.push(unreadable('values', line));
      return { target: target as ValueTarget, to, from: listed(from) };
    }),
    procedures: lines('procedures').map(([code, from]) => ({ from, code })),
    units: lines('units').map(([code, from]) => ({ from, code })),
    dateFormats: lines('dateFormats').map(([format]) => format),
  };
  if (errors.length > 0) throw new DomainError('request.invalid', 'not a mapping', {}, errors.slice(0, 20));
  return read;
}

function unreadable(field: string, line: number): FieldError {
  return { field, message: `Dòng ${line} không đọc được` };
}

function isTarget(text: string): boolean {
  return (TARGETS as readonly string[]).includes(text);
}

function isValueTarget(text: string): boolean {
  return (VALUE_TARGETS as readonly string[]).includes(text);
}
