/**
 * Which update last changed an attribute, for those who ask what changed since. Kept for as long as the process lives: of what was changed
 * before, only the object's own update number is known, and each of its attributes counts as changed then.
 */
export class ChangeTimes {
  readonly #byObject = new Map<string, Map<string, number>>()
  /** The last update that happened before this process began to look. */
  #knownFrom = 0

  begin(usn: number): void {
    this.#knownFrom = usn
    this.#byObject.clear()
  }

  note(id: string, attributes: Iterable<string>, usn: number): void {
    const times = this.#byObject.get(id) ?? new Map<string, number>()
    for (const attribute of attributes) times.set(attribute, usn)
    this.#byObject.set(id, times)
  }

  /** Whether an attribute of an object that was there before the update `usn` was changed after it. */
  isChangedSince(id: string, attribute: string, usn: number): boolean {
    return (this.#byObject.get(id)?.get(attribute) ?? this.#knownFrom) > usn
  }
}
