export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `YYYY-MM-DDTHH:MM:SSZ`, as CloudTrail writes times. */
export function iso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `YYYYMMDDTHHMMSSZ`, the stamp in a digest's name. */
export function stamp(time: number): string {
  return iso(time).replace(/[-:]/g, '');
}

/** `YYYY/MM/DD`, the folders of a delivery. */
export function datePath(time: number): string {
  return iso(time).slice(0, 10).replaceAll('-', '/');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** English locale text as response elements carry it: `Jul 10, 2023, 12:55:24 PM`; STS writes the second comma, IAM does not. */
export function localeTime(time: number, secondComma: boolean): string {
  const date = new Date(time);
  const hour = date.getUTCHours();
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}${secondComma ? ',' : ''} ${clock}`;
}
