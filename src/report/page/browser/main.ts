import { Detail } from './detail.js';
import { part } from './element.js';
import { COLUMNS, Grid } from './grid.js';
import { find, sort } from './search.js';
import { dataOf, EventTable } from './table.js';

/** Everything that moves in the page: the table of events, and the links that lead into it. */
function start(): void {
  const table = new EventTable(dataOf('events-data'));
  const only = new Map<string, string>();
  let sorting = { column: 'time', descending: false };
  const search = part<HTMLInputElement>('search');
  const grid: Grid = new Grid(table, (row) => detail.show(row));
  const detail: Detail = new Detail(
    table,
    (row, by) => grid.neighbour(row, by),
    (row) => {
      grid.reveal(row);
      part('grid').focus({ preventScroll: true });
    },
  );

  const refresh = () => {
    const found = find(table, { words: search.value, only });
    grid.show(sort(table, found, sorting.column, sorting.descending));
    part('found').textContent =
      found.length === table.length
        ? `${table.length.toLocaleString('en')} events`
        : `${found.length.toLocaleString('en')} of ${table.length.toLocaleString('en')} events`;
    const credential = only.get('credential');
    part('only-credential').hidden = credential === undefined;
    part('only-credential-name').textContent = credential ?? '';
  };

  const choose = (name: string) => {
    const select = part<HTMLSelectElement>(`only-${name}`);
    for (const value of [...table.values(name)].sort()) select.append(new Option(value, value));
    select.addEventListener('change', () => {
      if (select.value === '') only.delete(name);
      else only.set(name, select.value);
      refresh();
    });
  };
  choose('kind');
  choose('integrity');
  choose('aws_region');

  search.addEventListener('input', refresh);
  part('only-credential-clear').addEventListener('click', () => {
    only.delete('credential');
    refresh();
    search.focus();
  });
  part('show-all').addEventListener('click', () => {
    only.clear();
    for (const select of document.querySelectorAll<HTMLSelectElement>('#tools select')) select.value = '';
    search.value = '';
    refresh();
  });

  for (const { name } of COLUMNS) {
    const head = part(`head-${name}`);
    head.querySelector('button')?.addEventListener('click', () => {
      sorting = { column: name, descending: sorting.column === name && !sorting.descending };
      for (const other of COLUMNS) part(`head-${other.name}`).removeAttribute('aria-sort');
      head.setAttribute('aria-sort', sorting.descending ? 'descending' : 'ascending');
      refresh();
    });
  }

  /** `#credential=…` narrows the table to it, `#event=…` opens it. Says whether it was one of them. */
  const follow = (fragment: string): boolean => {
    const [, kind, encoded] = /^#(credential|event)=(.*)$/s.exec(fragment) ?? [];
    if (kind === undefined || encoded === undefined) return false;
    const value = decoded(encoded);
    if (kind === 'event') {
      const row = table.rowOf(value);
      if (row < 0) part('found').textContent = `${value} is not among the events of this page`;
      else detail.show(row);
      if (row < 0) part('events').scrollIntoView();
      return true;
    }
    only.set('credential', value);
    search.value = '';
    refresh();
    part('events').scrollIntoView();
    part('grid').focus({ preventScroll: true });
    return true;
  };
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a[href^="#"]');
    const fragment = link?.getAttribute('href') ?? '';
    if (!follow(fragment)) return;
    event.preventDefault();
    history.replaceState(null, '', fragment);
  });

  part('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  document.documentElement.classList.add('scripted');
  refresh();
  follow(location.hash);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

start();
