import { changeOf, kindOf } from '../changes/change.ts'
import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { ActiveRun, RunItem } from './active-run.ts'
import { recordOutcome } from './record.ts'
import { tryUntilMade } from './try-until-made.ts'
import { verifyChange } from './verify-change.ts'

/** What stands in the way of a hand-over: nothing, a fault, or that there is nothing to hand over. */
export type SecretsReady =
  | { readonly ready: true }
  | { readonly ready: false; readonly fault: Fault }
  | { readonly ready: false; readonly note: string }

/** The change that makes the secret of `source` anew. It cannot be looked for: what is there is from the first time. */
const reissueItem = (run: ActiveRun, source: RunItem): RunItem | null => {
  const { id } = run.log.stateOf(source.planned.id)
  const again = source.kind.reissue?.(source.change, { id })
  if (!again) return null
  const change = changeOf(again as unknown as JsonObject)
  return { planned: source.planned, change, kind: kindOf(change), visible: false }
}

/** The making change keeps its outcome whether the secret can be made anew or not, for its object is there. */
const reissue = async (run: ActiveRun, source: RunItem): Promise<SecretsReady> => {
  const again = reissueItem(run, source)
  if (!again) return { ready: false, fault: new Fault('run/secret-gone', { change: source.planned.id }) }
  const { id } = run.log.stateOf(source.planned.id)
  const attempted = await tryUntilMade(run, again, false)
  if (attempted.is === 'failed') {
    await recordOutcome(run, source, 'made', { made: { id }, note: 'its secret could not be made anew' })
    return { ready: false, fault: attempted.fault }
  }
  await recordOutcome(run, source, 'made', { made: { id: attempted.made.id ?? id }, note: 'its secret was made anew' })
  await verifyChange(run, source)
  return { ready: true }
}

/**
 * Sees to it that the secrets a change hands on are in memory. After a crash they are gone, and nobody has seen them, so they are made anew.
 * Where the account was there before this run, its password is its owner's and stays.
 */
export const ensureSecrets = async (run: ActiveRun, item: RunItem): Promise<SecretsReady> => {
  for (const id of item.kind.secretsFrom?.(item.change) ?? []) {
    if (run.secrets.has(id)) continue
    const source = run.items.get(id)
    const { outcome } = run.log.stateOf(id)
    if (!source || (outcome !== 'made' && outcome !== 'found'))
      return { ready: false, fault: new Fault('run/secret-gone', { change: id }) }
    if (outcome === 'found') {
      return { ready: false, note: `"${source.planned.summary}" held already, so there is no new secret` }
    }
    const ready = await reissue(run, source)
    if (!ready.ready) return ready
  }
  return { ready: true }
}
