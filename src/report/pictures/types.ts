// What the pictures of a report are made of. A picture is SVG text and a pure function of these values: the same values, the same bytes.
//
//   const drawing = graphDrawing(blast);                 graph-drawing.ts: what is drawn, and what is folded
//   const layout = await layoutGraph(drawing);           src/layout: where it stands
//   graphSvg(layout, drawing, options)                   graph-svg.ts
//   timelineSvg(timelineData(…), options)                timeline-data.ts, timeline-svg.ts
//   coverageSvg(coverageData(…), options)                coverage-data.ts, coverage-svg.ts
//
// The style is style.ts: PICTURE_STYLE are rules over variables, PICTURE_LIGHT and PICTURE_DARK the declarations of the variables. A page puts
// them into its own style sheet, so that there is no <style> and no style="" inside the picture and its Content-Security-Policy holds.

/** How a picture is put where it is seen. */
export interface PictureOptions {
  /** Begins every id inside, so that several pictures live in one page. Letters, digits and hyphens. */
  readonly prefix: string;
  /**
   * True: a file of its own, with its style inside, and without links. False: to be put into a page, which has the style; every credential is
   * then an `<a class="kp-link" data-credential="ID" href="#credential=ID">` (ID percent-encoded in the href), reached by Tab.
   */
  readonly standalone: boolean;
}

/** What the picture shows of a credential, a principal or another thing of the radius. */
export interface GraphNode {
  /** The credential's or principal's own id; of a fold that of its first member, of what is no credential null. */
  readonly credential: string | null;
  /** Decides the shape: `access-key`, `temporary-key`, `session`, `principal`, `thing`, `suspect`, `above`, `fold`. */
  readonly shape: NodeShape;
  /** What it is, in words: `access key`, `user`, `37 more sessions of role Deploy`. */
  readonly kind: string;
  readonly name: string;
  /** Whose it is. */
  readonly owner: string;
  /** What it did and when. */
  readonly did: string;
  /** `active`, `ended` or `unknown`; null where that means nothing. */
  readonly life: 'active' | 'ended' | 'unknown' | null;
  readonly lifeSaid: string;
  readonly confidence: string;
  readonly seed: boolean;
  /** All of it in one text, for whoever hovers or listens. */
  readonly said: string;
  readonly width: number;
  readonly height: number;
}
export type NodeShape =
  | 'access-key'
  | 'temporary-key'
  | 'session'
  | 'principal'
  | 'thing'
  | 'suspect'
  | 'above'
  | 'fold';

export interface GraphLine {
  /** Places in `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly method: string;
  readonly confidence: string;
  readonly followed: boolean;
  readonly said: string;
}

/** What is drawn of the radius, before anything has a place. */
export interface GraphDrawing {
  readonly nodes: readonly GraphNode[];
  readonly lines: readonly GraphLine[];
  /** In words: what was folded or left out, and where the rest is. Empty: nothing. */
  readonly folded: readonly string[];
  readonly said: string;
}

/** Where nodes and lines stand, in the order of the drawing; units are pixels, the origin is the upper left. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** Centres. */
  readonly nodes: readonly { readonly x: number; readonly y: number }[];
  /** Of each line its start and then three points for every Bézier curve, the last its end. */
  readonly lines: readonly (readonly { readonly x: number; readonly y: number }[])[];
}

/** How the radius spreads over time, as the case counts it: cells of one width (queries/_report/activity.sql). */
export interface Activity {
  /** RFC 3339, UTC: where the first cell begins and the last one ends. Null: no event has a time. */
  readonly from: string | null;
  readonly to: string | null;
  /** How many events lie before and after it: what lies far away does not press the rest together. */
  readonly before: number;
  readonly after: number;
  readonly cells: number;
  readonly credentials: readonly { readonly credential: string; readonly cell: number; readonly events: number }[];
  /** By section of the questions, which are the tactics; of the records that answers rest on. */
  readonly tactics: readonly { readonly section: string; readonly cell: number; readonly events: number }[];
}

/** The values that the pictures of a report are drawn of. */
export interface PictureData {
  readonly graph: GraphDrawing;
  readonly layout: GraphLayout;
  readonly activity: Activity;
}
