import { readFile, writeFile } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import { fileProblem } from './file-problem.ts'

const PRIVATE = 0o600

/** The one spelling of a plan in a file. Loading compares the file with it to the byte, so that not even a blank can be altered. */
const serialise = (plan: Plan): string => {
  const hash = hashOf(plan as unknown as Json)
  return `${JSON.stringify({ ...plan, hash }, null, 2)}\n`
}

/** Writes a plan, readable by its owner alone: it names people and what they will be given. */
export const savePlan = async (plan: Plan, path: string): Promise<void> => {
  try {
    await writeFile(path, serialise(plan), { mode: PRIVATE })
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file: path, why: fileProblem(cause) }, { cause })
  }
}

/** Reads a plan back. Throws `plan/tampered` for a file that is not, to the bit, what was saved, and `plan/expired` for one that is too old. */
export const loadPlan = async (path: string, now: number): Promise<Plan> => {
  const text = await readText(path)
  const plan = parsePlan(text, path)
  if (serialise(plan) !== text)
    throw new Fault('plan/tampered', { file: path, why: 'its content does not fit its hash' })
  if (Date.parse(plan.expiresAt) <= now) throw new Fault('plan/expired', { at: plan.expiresAt })
  return plan
}

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file: path, why: fileProblem(cause) }, { cause })
  }
}

const parsePlan = (text: string, file: string): Plan => {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (cause) {
    throw new Fault('plan/tampered', { file, why: 'it is no JSON' }, { cause })
  }
  const { hash: _hash, ...plan } = (
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  ) as JsonObject
  if (plan['format'] !== 'joinery.plan/1')
    throw new Fault('plan/tampered', { file, why: 'it is no plan of this format' })
  return plan as unknown as Plan
}
