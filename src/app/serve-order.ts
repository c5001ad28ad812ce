/** How the service is run. */
export interface ServeOrder {
  /** Instead of the one of joinery.yaml; null: that one. */
  readonly port: number | null
  /** Whether it stands by while another process serves. */
  readonly wait: boolean
  readonly level: 'error' | 'info' | 'debug'
  readonly lockTimeoutMs: number
  /** Takes one line of the log, which is JSON. */
  readonly line: (text: string) => void
  /** Takes what the user should mend although it works. */
  readonly note: (text: string) => void
  /** Told once it serves. */
  readonly ready: (served: ServedInfo) => void
  /** Told each time that another process was found to serve, until then at least (RFC 3339). */
  readonly standingBy: (until: string) => void
  readonly signal: AbortSignal
}

/** What a service does. */
export interface ServedInfo {
  readonly address: string
  /** How often the schedule is gone through, in milliseconds; null where others do that. */
  readonly everyMs: number | null
  readonly feeds: readonly { readonly name: string; readonly from: string | null; readonly every: string | null }[]
  readonly sources: readonly {
    readonly name: string
    readonly paths: readonly string[]
    readonly proof: 'token' | 'hmac'
  }[]
}
