import { Fault } from './fault.ts'
import { hashOf } from './hash.ts'
import type { Approvers, GuardVerdict } from './plan.ts'

/** Somebody has looked at a plan and says that it may be applied. */
export interface Approval {
  /** `user@machine`. */
  readonly actor: string
  /** RFC 3339. */
  readonly at: string
  /** Hash of the plan that was looked at. */
  readonly plan: string
  /** Covers the members above and the approval before this one, so that none can be altered, taken out or put in between. */
  readonly hash: string
}

/** The next approval of a plan with this hash. */
export const newApproval = ({ actor, at, plan }: Omit<Approval, 'hash'>, before: readonly Approval[]): Approval => ({
  actor,
  at,
  plan,
  hash: hashOf([actor, at, plan, before.at(-1)?.hash ?? null]),
})

/** Whether the approvals are as they were given, all of them for the plan with this hash. */
export const areGenuine = (approvals: readonly Approval[], plan: string): boolean =>
  approvals.every(
    (approval, index) =>
      approval.plan === plan && approval.hash === newApproval(approval, approvals.slice(0, index)).hash,
  )

/** The same user at another machine is the same person. */
const personOf = (actor: string): string => actor.slice(0, actor.lastIndexOf('@')).toLowerCase() || actor.toLowerCase()

export const isSamePerson = (a: string, b: string): boolean => personOf(a) === personOf(b)

/** How many more people have to approve. */
const missing = ({ count, requesterCounts }: Approvers, approvals: readonly Approval[], requester: string): number => {
  const people = new Set(approvals.map(({ actor }) => personOf(actor)))
  if (!requesterCounts) people.delete(personOf(requester))
  return Math.max(0, count - people.size)
}

/** The guards that still stop a plan that `requester` asked for. */
export const openGuards = (
  guards: readonly GuardVerdict[],
  approvals: readonly Approval[],
  requester: string,
): readonly GuardVerdict[] =>
  guards.filter(
    ({ verdict, approvers }) =>
      verdict !== 'ok' && (approvers === undefined || missing(approvers, approvals, requester) > 0),
  )

const howMany = ({ count, requesterCounts }: Approvers): string => {
  if (requesterCounts) return count === 1 ? 'approve it' : `have ${count} people approve it`
  return `have ${count === 1 ? 'a second person' : `${count} other people`} approve it`
}

/** A command of Joinery as it is typed, with the options that it needs here. */
type AsTyped = (command: string) => string

const plainly: AsTyped = (command) => `joinery ${command}`

/** What to do where approvals let a plan through; `file` is where the plan is saved, if it is. */
export const approvalHint = (approvers: Approvers, asTyped: AsTyped = plainly, file?: string): string => {
  const saved = file ?? 'plan.json'
  const save = file === undefined ? `Save the plan (--out ${saved}), ` : ''
  const rest = `${howMany(approvers)} (${asTyped(`approve ${saved}`)}), then: ${asTyped(`apply ${saved}`)}`
  return save + (file === undefined ? rest : `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`)
}

/** Why a plan is not applied, one fault for each guard that stops it. */
export const guardFaults = (
  open: readonly GuardVerdict[],
  asTyped: AsTyped = plainly,
  file?: string,
): readonly Fault[] =>
  open.map(({ name, because, hint, approvers }) =>
    approvers
      ? new Fault('plan/needs-approval', { guard: name, because, hint: approvalHint(approvers, asTyped, file) })
      : new Fault('plan/guard-refused', { guard: name, because, hint }),
  )
