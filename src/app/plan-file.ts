import { readFile, writeFile } from 'node:fs/promises'
import { type Approval, areGenuine } from '../model/approval.ts'
import { Fault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { SavedPlan } from './app.ts'
import { fileProblem } from './file-problem.ts'

const PRIVATE = 0o600

/** The hash that a plan is approved by. */
export const hashOfPlan = (plan: Plan): string => hashOf(plan as unknown as Json)

/** The one spelling of a plan in a file. Loading compares the file with it to the byte, so that not even a blank can be altered. */
const serialise = ({ plan, approvals }: SavedPlan): string => {
  const hash = hashOfPlan(plan)
  return `${JSON.stringify({ ...plan, hash, ...(approvals.length > 0 ? { approvals } : {}) }, null, 2)}\n`
}

/** Writes a plan, readable by its owner alone: it names people and what they will be given. */
export const savePlan = async (saved: SavedPlan, path: string): Promise<void> => {
  try {
    await writeFile(path, serialise(saved), { mode: PRIVATE })
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file: path, why: fileProblem(cause) }, { cause })
  }
}

/** Reads a plan back. Throws `plan/tampered` for a file that is not, to the bit, what was saved, and `plan/expired` for one that is too old. */
export const loadPlan = async (path: string, now: number): Promise<SavedPlan> => {
  const text = await readText(path)
  const saved = parsePlan(text, path)
  if (serialise(saved) !== text)
    throw new Fault('plan/tampered', { file: path, why: 'its content does not fit its hash' })
  if (!areGenuine(saved.approvals, hashOfPlan(saved.plan)))
    throw new Fault('plan/tampered', { file: path, why: 'its approvals are not those that were given' })
  const { expiresAt } = saved.plan
  if (Date.parse(expiresAt) <= now) throw new Fault('plan/expired', { at: expiresAt })
  return saved
}

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file: path, why: fileProblem(cause) }, { cause })
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isApproval = (value: Json): boolean =>
  isObject(value) && ['actor', 'at', 'plan', 'hash'].every((name) => typeof value[name] === 'string')

const parsePlan = (text: string, file: string): SavedPlan => {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (cause) {
    throw new Fault('plan/tampered', { file, why: 'it is no JSON' }, { cause })
  }
  const { hash: _hash, approvals = [], ...plan } = isObject(value) ? value : {}
  if (plan['format'] !== 'joinery.plan/1')
    throw new Fault('plan/tampered', { file, why: 'it is no plan of this format' })
  if (!Array.isArray(approvals) || !approvals.every(isApproval))
    throw new Fault('plan/tampered', { file, why: 'its approvals cannot be read' })
  return { plan: plan as unknown as Plan, approvals: approvals as unknown as readonly Approval[] }
}
