/** A file of some version, as JSON that nothing has looked at but its format and version. */
export type VersionedJson = Readonly<Record<string, unknown>>;

/** One step of the format: makes a file of the version `to` of one of the version before. */
export interface Migration {
  readonly to: number;
  /** What is written otherwise since then, in a few words. */
  readonly title: string;
  /**
   * The file in the new form; the version itself is set for it. Pure: what is given stays as it is. The file may be broken
   * in any way: what this does not understand it hands on, for the checks that follow to name.
   */
  readonly up: (json: VersionedJson) => VersionedJson;
}

/** Every step since version 1, in order. */
export const migrations: readonly Migration[] = [];

/** The version that the steps lead to. */
export const versionAfter = (table: readonly Migration[]): number => table.at(-1)?.to ?? 1;

/** Brings a file of `version` to the last version of the table, step by step; one that is there already is handed back itself. */
export const broughtUp = (
  json: VersionedJson,
  version: number,
  table: readonly Migration[] = migrations,
): VersionedJson =>
  table
    .filter(({ to }) => to > version)
    .reduce((file: VersionedJson, { to, up }) => ({ ...up(file), version: to }), json);
