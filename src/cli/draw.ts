import type { BlastResult } from '../blast/types.js';
import { type Extent, shown } from '../report/pictures/extent.js';
import { graphDrawing, layoutInput } from '../report/pictures/graph-drawing.js';
import type { TacticRecords } from '../report/pictures/tactics.js';
import { stops } from '../report/pictures/timeline-data.js';
import type { Activity, PictureData } from '../report/pictures/types.js';
import type { Case } from '../store/case.js';

/** Cells of the timeline: as many as a screen tells apart. */
const CELLS = 180;

/** What the pictures of a report are drawn of: what the case counts, and where the boxes of the graph stand. */
export async function pictureData(opened: Case, blast: BlastResult, records: TacticRecords): Promise<PictureData> {
  const graph = graphDrawing(blast);
  const { layoutGraph } = await import('../layout/index.js');
  return { graph, layout: await layoutGraph(layoutInput(graph)), activity: await activityOf(opened, blast, records) };
}

async function activityOf(opened: Case, blast: BlastResult, records: TacticRecords): Promise<Activity> {
  const { packageSql } = await import('../store/sql.js');
  const [extent] = await opened.objects<Extent>(packageSql('_report/activity_extent.sql'));
  const span = extent ? shown(extent, [blast.compromisedAt, ...stops(blast).map(({ at }) => at)]) : null;
  if (span === null) return { from: null, to: null, before: 0, after: 0, cells: 0, credentials: [], tactics: [] };
  const parameters = { ...span, cells: CELLS };
  const counted = await opened.objects<Activity['credentials'][number]>(packageSql('_report/activity.sql'), parameters);
  const tactics = await opened.objects<Activity['tactics'][number]>(packageSql('_report/activity_tactics.sql'), {
    ...parameters,
    ...records.parameters,
  });
  const sum = (where: (cell: number) => boolean) =>
    counted.reduce((all, { cell, events }) => (where(cell) ? all + events : all), 0);
  return {
    ...span,
    before: sum((cell) => cell < 0),
    after: sum((cell) => cell >= CELLS),
    cells: CELLS,
    credentials: counted.filter(({ cell }) => cell >= 0 && cell < CELLS),
    tactics,
  };
}
