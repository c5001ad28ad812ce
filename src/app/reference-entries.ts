import { type FaultRecord, faults } from '../model/faults/index.ts'
import type { FaultEntry, StepEntry } from '../model/reference.ts'
import { stepInputSchema } from '../playbook/playbook-schema.ts'
import { steps } from '../steps/catalogue.ts'

/** The catalogue of steps, for reading. */
export const stepEntries = (): readonly StepEntry[] =>
  [...steps.values()].map(({ verb, summary, about, systems, input, outputs, examples }) => ({
    verb,
    summary,
    about,
    systems,
    input: stepInputSchema(input),
    outputs,
    examples,
  }))

/** The catalogue of faults, for reading. Values are left open as `<name>`. */
export const faultEntries = (): readonly FaultEntry[] =>
  Object.entries<FaultRecord>(faults)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { title, category, about, hint }]) => ({ code, title, category, about, hint: hint(placeholders) }))

/** Any value asked for is answered with its own name. */
const placeholders: { readonly [name: string]: string } = new Proxy({}, { get: (_target, name) => `<${String(name)}>` })
