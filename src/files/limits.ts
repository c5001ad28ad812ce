/** What a file may be at most, so that a wrong or hostile one fails at once. Bytes are those of UTF-8. */
export const limits = {
  /** YAML, 1 MiB. */
  yamlBytes: 1 << 20,
  /** Any other text, such as an export of a whole company as CSV or JSON: 64 MiB. */
  textBytes: 64 << 20,
  /** Maps and lists inside one another. */
  depth: 20,
  /** Entries of maps and items of lists in a YAML file. */
  yamlValues: 10_000,
  /** The same for JSON, which machines write. */
  jsonValues: 2_000_000,
  /** Tokens of a YAML file; comments and blank lines make tokens too. Ten times what 10,000 values need. */
  yamlTokens: 400_000,
  /** Findings of one file that are reported; more would bury the first. */
  findings: 100,
} as const
