import { Fault } from '../model/fault.ts'
import { canonicalJson, type Json, type JsonObject } from '../model/json.ts'
import { type ActiveRun, contextFor, type RunItem } from './active-run.ts'
import { lookUntil } from './look.ts'
import { patienceWith } from './patience.ts'
import { faultRecord, recordOutcome, recordVerified } from './record.ts'

/** With names in the place of what was only known after apply. */
const named = (run: ActiveRun, value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => named(run, item))
  if (typeof value !== 'object' || value === null) return value
  const { knownAfter } = value as JsonObject
  return (typeof knownAfter === 'string' && run.items.get(knownAfter)?.planned.target.name) || value
}

const wantedOf = (run: ActiveRun, { planned }: RunItem): JsonObject | null =>
  planned.after && Object.fromEntries(Object.entries(planned.after).map(([name, value]) => [name, named(run, value)]))

/** What the directory shows, as far as the kind of change can tell and the directory answers once more. */
const foundBy = async (run: ActiveRun, item: RunItem): Promise<JsonObject | null> =>
  item.kind.found?.(item.change, run.deps.readers, contextFor(run, item)).catch(() => null) ?? null

/** The fields that are otherwise, as they were wanted and as they were found. */
const difference = (
  wanted: JsonObject | null,
  found: JsonObject | null,
): { readonly wanted: string; readonly found: string } => {
  if (!wanted || !found) return { wanted: canonicalJson(wanted), found: found ? canonicalJson(found) : 'nothing of it' }
  const differing = Object.keys(wanted).filter((name) => canonicalJson(wanted[name]) !== canonicalJson(found[name]))
  const only = (all: JsonObject): string =>
    canonicalJson(Object.fromEntries(differing.map((name) => [name, all[name] ?? null])))
  return { wanted: only(wanted), found: only(found) }
}

const unverified = async (run: ActiveRun, item: RunItem): Promise<Fault> => {
  const { planned, kind } = item
  const params = {
    summary: planned.summary,
    target: planned.target.name,
    seconds: patienceWith(kind.system).verifyMs / 1000,
    ...difference(wantedOf(run, item), await foundBy(run, item)),
    run: run.id,
  }
  return new Fault('run/unverified', params, { effect: 'unknown' })
}

/**
 * Reads a change back until the directory shows it, for replicas lag. A server that said yes and did nothing is found out here.
 * Where reading itself fails nothing is said, and a later resume verifies.
 */
export const verifyChange = async (run: ActiveRun, item: RunItem): Promise<void> => {
  if (!item.visible || item.kind.showsLater) return
  const made = await lookUntil(run, item, run.deps.clock.now() + patienceWith(item.kind.system).verifyMs)
  await recordVerified(run, item, made !== null)
  if (made) return
  const fault = faultRecord(await unverified(run, item), item)
  await recordOutcome(run, item, 'unverified', { fault })
}
