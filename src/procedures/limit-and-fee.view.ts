import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import type { Translator } from '../platform/templates/i18n.js';
import { moneyText } from '../platform/templates/page-words.js';

/** No amount known here is not the same as no fee: then the note says what is to be entered. */
export function feeText({ feeVnd, feeNote }: ProcedureVersion, t: Translator): string {
  return feeVnd === 0 && feeNote !== null ? feeNote : moneyText(feeVnd, t);
}

/** `3 ngày làm việc` */
export function limitText({ amount, unit }: TimeLimit, t: Translator): string {
  return unit === 'same_day' ? t('ref.limit.same_day') : t(`ref.limit.${unit}`, { count: amount });
}
