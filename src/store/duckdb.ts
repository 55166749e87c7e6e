import { createRequire } from 'node:module';

// DuckDB is loaded with the first call that needs it, and by require: an import would first search all of its CommonJS files for the
// names that they export, 0.2 s in every thread that knows of it, whether it opens a case or not.

const require = createRequire(import.meta.url);
let loaded: typeof import('@duckdb/node-api') | undefined;

export function duckdb(): typeof import('@duckdb/node-api') {
  loaded ??= require('@duckdb/node-api') as typeof import('@duckdb/node-api');
  return loaded;
}

/** The functions below it, one by one as C has them: exported, and not documented. */
export function bindings(): typeof import('@duckdb/node-bindings') {
  return require('@duckdb/node-bindings') as typeof import('@duckdb/node-bindings');
}
