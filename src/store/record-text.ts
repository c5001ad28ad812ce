import { Fault } from '../model/fault.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { RunEvent } from '../model/run.ts'
import { redact } from '../model/secret.ts'

const withoutSecrets = (value: Json): Json => {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), withoutSecrets(member)]))
}

/**
 * The text of an event to store. No step ever puts a secret into an event; should one be there by accident, it is taken out. A plan cannot be
 * mended that way, for resuming reads it back, so it is refused.
 */
export const recordText = (event: RunEvent): string => {
  const text = canonicalJson(event as unknown as Json)
  const clean = redact(text)
  if (clean === text) return text
  if (event.type === 'planned') throw new Fault('run/secret-in-plan', { plan: event.plan.id })
  return canonicalJson(withoutSecrets(event as unknown as Json))
}
