import { distanceToTarget } from '../../domain/kpi/distance-to-target.js';
import { ratesOf, type Counts } from '../../domain/kpi/on-time-rate.js';
import type { Period } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { translator } from '../../platform/templates/i18n.js';
import { numberText, shareText } from '../../platform/templates/page-words.js';
import type { NarrativeCover, NarrativeFacts, NarrativeRow } from './narrative-facts.js';

const HOUR = 60;

/** `1.234` */
export function count(value: number): string {
  return numberText(value, translator('vi'));
}

/** `95,54%`, or `chưa phát sinh` of nothing */
export function share(part: number, whole: number): string {
  return whole === 0 ? 'chưa phát sinh' : shareText(part, whole, translator('vi'));
}

/** `05/6/2023`: days below 10 and the months 1 and 2 take a 0 before them (NĐ 30/2020). */
export function paperDay(day: PlainDate): string {
  const [yyyy = '', mm = '', dd = ''] = day.split('-');
  return `${dd}/${paperMonth(mm)}/${yyyy}`;
}

/** `ngày 05 tháng 6 năm 2023` */
export function longDay(day: PlainDate): string {
  const [yyyy = '', mm = '', dd = ''] = day.split('-');
  return `ngày ${dd} tháng ${paperMonth(mm)} năm ${yyyy}`;
}

function paperMonth(mm: string): string {
  return Number(mm) < 3 ? mm : String(Number(mm));
}

const PARTS: Readonly<Record<string, string>> = {
  Q1: 'quý I',
  Q2: 'quý II',
  Q3: 'quý III',
  Q4: 'quý IV',
  '6M': '6 tháng đầu',
  '9M': '9 tháng đầu',
};

/** `tháng 5 năm 2023`, `quý II năm 2023`, `năm 2023` */
export function periodName({ code, from, to }: Period): string {
  if (code.includes('..')) return `từ ngày ${paperDay(from)} đến ngày ${paperDay(to)}`;
  const [year = '', part] = code.split('-');
  if (part === undefined) return `năm ${year}`;
  return `${PARTS[part] ?? `tháng ${paperMonth(part)}`} năm ${year}`;
}

/** What came in. */
export function receivedSentence({ counts, online }: NarrativeFacts): string {
  const { received, carried } = counts;
  if (received + carried === 0) return 'Trong kỳ không phát sinh hồ sơ phải giải quyết.';
  const all = `Tổng số hồ sơ phải giải quyết trong kỳ là ${count(received + carried)} hồ sơ, gồm ${count(received)} hồ sơ mới tiếp nhận và ${count(carried)} hồ sơ từ kỳ trước chuyển sang.`;
  if (received === 0) return all;
  return `${all} Trong số hồ sơ mới tiếp nhận có ${count(online)} hồ sơ nộp trực tuyến, chiếm ${share(online, received)} (${count(online)}/${count(received)}).`;
}

/** What was resolved, and its rate against the target: judged on the counts, never on what was rounded (R26). */
export function resolvedSentences({ counts, withoutSameDay, target }: NarrativeFacts): string[] {
  const { early, onTime, late, received, carried } = counts;
  const { resolved, met } = ratesOf(counts, target);
  if (received + carried === 0) return [];
  if (resolved === 0) return ['Trong kỳ chưa có hồ sơ nào giải quyết xong nên chưa tính tỷ lệ trước hạn và đúng hạn.'];
  const kept = early + onTime;
  const ends = `Đã giải quyết ${count(resolved)} hồ sơ, gồm ${count(early)} hồ sơ trước hạn, ${count(onTime)} hồ sơ đúng hạn và ${count(late)} hồ sơ quá hạn${apart(counts)}.`;
  const rate = `Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn là ${share(kept, resolved)} (${count(kept)}/${count(resolved)} hồ sơ đã giải quyết), ${met === true ? 'đạt' : 'chưa đạt'} mục tiêu từ ${String(target)}% trở lên${needed(kept, resolved, target)}.`;
  return [ends, rate, ...sameDaySentence(counts, withoutSameDay)];
}

/** R24: withdrawn, stopped and refused ones are counted among the resolved, and said. */
function apart({ withdrawn, stopped, refused }: Counts): string {
  const said = [
    [withdrawn, 'người nộp rút'],
    [stopped, 'dừng giải quyết'],
    [refused, 'từ chối giải quyết'],
  ] as const;
  const parts = said.filter(([n]) => n > 0).map(([n, words]) => `${count(n)} hồ sơ ${words}`);
  return parts.length === 0 ? '' : `; trong đó có ${list(parts)}`;
}

function needed(kept: number, resolved: number, target: number): string {
  const distance = distanceToTarget(kept, resolved, target);
  return distance === null || distance >= 0 ? '' : `; cần thêm ${count(-distance)} hồ sơ đúng hạn để đạt mục tiêu`;
}

/** What is done on the same day is nearly always on time and hides the rest. */
function sameDaySentence(counts: Counts, { early, onTime, late }: Counts): string[] {
  const [kept, resolved] = [early + onTime, early + onTime + late];
  const sameDay = counts.early + counts.onTime + counts.late - resolved;
  if (sameDay === 0) return [];
  if (resolved === 0) return ['Toàn bộ hồ sơ đã giải quyết là hồ sơ giải quyết ngay trong ngày.'];
  return [
    `Không kể ${count(sameDay)} hồ sơ giải quyết ngay trong ngày, tỷ lệ này là ${share(kept, resolved)} (${count(kept)}/${count(resolved)}).`,
  ];
}

/** What stands open when the period ends. */
export function openSentence({ counts: { inTime, overdue }, through }: NarrativeFacts): string {
  const end = `Đến hết ngày ${paperDay(through)}`;
  if (inTime + overdue === 0) return `${end}, không còn hồ sơ đang giải quyết.`;
  const late = overdue === 0 ? 'không có hồ sơ quá hạn' : `${count(overdue)} hồ sơ đã quá hạn`;
  return `${end}, còn ${count(inTime + overdue)} hồ sơ đang giải quyết, gồm ${count(inTime)} hồ sơ trong hạn và ${late}.`;
}

/** What was owed to people, and what they were given. */
export function coverSentences({ opened, issued, waived, delivered, missing }: NarrativeCover): string[] {
  if (opened === 0) return ['Trong kỳ không phát sinh trường hợp phải xin lỗi người dân, tổ chức.'];
  const issuedText = `Trong kỳ phát sinh ${count(opened)} trường hợp phải xin lỗi người dân, tổ chức; đã phát hành thư xin lỗi cho ${count(issued)} trường hợp, đạt ${share(issued, opened)} (${count(issued)}/${count(opened)}).`;
  return [
    issuedText,
    `Thư đã đến người nhận hoặc được coi là đã đến: ${count(delivered)}/${count(opened)} trường hợp (${share(delivered, opened)}).`,
    ...(waived === 0 ? [] : [`Không gửi thư, có ghi lý do: ${count(waived)} trường hợp, vẫn tính trong mẫu số.`]),
    missing === 0 ? 'Không còn trường hợp nào nợ thư xin lỗi.' : `Còn nợ thư xin lỗi: ${count(missing)} trường hợp.`,
  ];
}

/** Fields whose rate is below the target, the lowest first. */
export function weakFields({ fields, target }: NarrativeFacts): NarrativeRow[] {
  const rate = ({ counts: { early, onTime, late } }: NarrativeRow): number =>
    (early + onTime) / (early + onTime + late);
  return fields
    .filter(({ counts }) => ratesOf(counts, target).met === false)
    .sort((a, b) => rate(a) - rate(b) || a.name.localeCompare(b.name, 'vi'));
}

/** `Đất đai 80,00% (4/5)` */
export function fieldRate({ name, counts: { early, onTime, late } }: NarrativeRow): string {
  const [kept, resolved] = [early + onTime, early + onTime + late];
  return `${name} ${share(kept, resolved)} (${count(kept)}/${count(resolved)})`;
}

/** `34 giờ 20 phút` of working time */
export function span(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  if (hours === 0) return `${String(rest)} phút`;
  return rest === 0 ? `${count(hours)} giờ` : `${count(hours)} giờ ${String(rest)} phút`;
}

/** `a, b và c` */
export function list(parts: readonly string[]): string {
  const [last = '', ...before] = parts.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} và ${last}`;
}
