import { type FaultCode, type FaultParams, type FaultRecord, faults } from './faults/index.ts'
import { redact } from './secret.ts'
import { type SourcePosition, showPosition } from './source-position.ts'

/**
 * What happened to the directory when a fault was met.
 * `none`: nothing was written. `done`: the write arrived. `unknown`: read back before doing anything else.
 */
export type Effect = 'none' | 'done' | 'unknown'

export interface FaultContext {
  /** Defaults to `none`. */
  readonly effect?: Effect
  readonly where?: SourcePosition | undefined
  readonly cause?: unknown
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number | undefined
}

/**
 * One thing that went wrong, with a permanent code from the catalogue in `model/faults/`. The message says what and why, the hint what to
 * do now. Secrets are taken out here, so that no sink has to remember it.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly title: string
  readonly category: FaultRecord['category']
  readonly effect: Effect
  readonly hint: string
  readonly where: SourcePosition | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: FaultCode, params: FaultParams, context: FaultContext = {}) {
    const record: FaultRecord = faults[code]
    super(redact(record.message(params)), context.cause === undefined ? undefined : { cause: context.cause })
    this.code = code
    this.title = record.title
    this.category = record.category
    this.effect = context.effect ?? 'none'
    this.hint = redact(record.hint(params))
    this.where = context.where
    this.retryAfterMs = context.retryAfterMs
  }

  /** The same fault with a place in a file, for code that learns the place later than the fault. */
  at(where: SourcePosition | undefined): Fault {
    return !where || this.where ? this : copyOf(this, { where })
  }

  /** The same fault with one more sentence, for code that learns later whom it is about. */
  saying(sentence: string): Fault {
    return copyOf(this, { message: `${this.message} ${redact(sentence)}` })
  }

  /** The same fault for a request that came after others which had arrived. */
  withEffect(effect: Effect): Fault {
    return copyOf(this, { effect })
  }

  /** The shape of an error in JSON output (CONTRACT: `{"error": …}`). */
  toJSON(): { code: string; title: string; message: string; hint: string; where?: string } {
    const { code, title, message, hint, where } = this
    return { code, title, message, hint, ...(where ? { where: showPosition(where) } : {}) }
  }
}

/** What an error has by nature is not copied with its own properties. */
const copyOf = (
  fault: Fault,
  more: { readonly where?: SourcePosition; readonly message?: string; readonly effect?: Effect },
): Fault => {
  const { message, stack, cause } = fault
  return Object.assign(Object.create(Object.getPrototypeOf(fault)), fault, { message, stack, cause }, more) as Fault
}

/** A value, or everything that is wrong with it. Checking and planning collect; only applying throws. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Several faults that stop something together. Thrown only at the edges, where nobody could collect any more. */
export class Faults extends Error {
  override readonly name = 'Faults'
  readonly faults: readonly Fault[]

  constructor(all: readonly Fault[]) {
    super(all.map((fault) => fault.message).join('\n'))
    this.faults = all
  }
}

/** Any thrown value as a fault; what is no fault yet becomes `bug/unexpected` with the effect given. */
export const asFault = (thrown: unknown, effect: Effect = 'none'): Fault => {
  if (thrown instanceof Fault) return thrown
  if (thrown instanceof Faults && thrown.faults[0]) return thrown.faults[0]
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return new Fault('bug/unexpected', { text }, { effect, cause: thrown })
}
