/** This process, and whether others are still there. */
export interface Processes {
  /** A name that no other process has had or will have, on this machine or another. */
  readonly self: string
  /** Whether the process of that name has certainly ended. False where that cannot be known, such as for another machine. */
  hasEnded(name: string): boolean
}
