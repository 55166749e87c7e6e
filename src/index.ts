// The public API. What is not here may change without notice.
export { blast } from './blast/blast.js';
export { blastEvents } from './blast/events.js';
export type {
  BlastAccount,
  BlastCredential,
  BlastEdge,
  BlastOptions,
  BlastPrincipal,
  BlastResource,
  BlastResult,
  Candidate,
  CredentialKind,
  EdgeMethod,
  Orphan,
  Outsider,
  Suspect,
  Token,
  Upstream,
} from './blast/types.js';
export { type Why, type WhyEdge, why } from './blast/why.js';
export { type ErrorCode, KeytrailError } from './error.js';
export { type HardenOptions, type HardenResult, harden } from './harden/index.js';
export {
  type Accounting,
  type EvidenceOptions,
  type IngestOptions,
  type IngestSummary,
  ingest,
  type ReportChain,
  type ReportObject,
  type Trust,
  type TrustedFile,
  type VerifyReport,
  verify,
} from './ingest/index.js';
export { LIMITS, type Limits } from './limits.js';
export type {
  Answer,
  Confidence,
  Format,
  JsonValue,
  OnNotice,
  OnProgress,
  Progress,
  Question,
  RangeFinding,
  RangeFindingName,
  Severity,
  Table,
  Verdict,
  Window,
} from './model.js';
export { VERDICTS } from './model.js';
export { VERSION } from './package.js';
export { type Asked, ask } from './questions/ask.js';
export { loadQuestionFile, loadQuestions } from './questions/load.js';
export { type Renderer, type RenderOptions, type Row, render, renderer } from './report/table/renderer.js';
export { type Case, type Chunk, openCase } from './store/case.js';
