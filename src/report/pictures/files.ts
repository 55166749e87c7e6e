import type { ReportData } from '../investigation/data.js';
import { coverageMap } from './coverage-data.js';
import { coverageSvg } from './coverage-svg.js';
import { graphSvg } from './graph-svg.js';
import { timelineData } from './timeline-data.js';
import { timelineSvg } from './timeline-svg.js';
import type { PictureOptions } from './types.js';

// The pictures of a report: for a file of their own by default, for a page with its options.

const FILE: PictureOptions = { prefix: 'kp', standalone: true };

type Drawn = Pick<ReportData, 'blast' | 'ingest' | 'pictures'>;

export const graphPicture = ({ pictures: { layout, graph } }: Drawn, options: PictureOptions = FILE): string =>
  graphSvg(layout, graph, options);

export const timelinePicture = ({ blast, pictures }: Drawn, options: PictureOptions = FILE): string =>
  timelineSvg(timelineData(blast, pictures.activity), options);

export const coveragePicture = ({ blast, ingest: { report } }: Drawn, options: PictureOptions = FILE): string =>
  coverageSvg(coverageMap({ coverage: report.coverage, hours: report.hours, places: blast.cover.places }), options);
