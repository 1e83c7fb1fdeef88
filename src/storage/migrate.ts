/** One step of the schema: never edited once released. */
export interface Migration {
  readonly id: string;
  /** Statements of the portable subset, separated by `;` at line ends. */
  readonly sql: string;
}
