import type { AutopilotUser } from '../../model/autopilot.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

interface Assignment {
  readonly user: ObjectRef
  readonly device: ObjectRef
  /** What Autopilot keeps of the user. */
  readonly as: AutopilotUser
}

/** Makes a device everybody's that Autopilot has for somebody. */
export interface IntuneAutopilotUnassign extends Assignment {
  readonly kind: 'intune.autopilot.unassign'
}

/** Gives a device to somebody in Autopilot. */
export interface IntuneAutopilotAssign extends Assignment {
  readonly kind: 'intune.autopilot.assign'
}

/** Whose the device is now; null for everybody's, undefined where Autopilot does not know it any more. */
export const assignedTo = async (
  entra: EntraReader,
  { device }: Assignment,
  context: Resolve,
): Promise<string | null | undefined> => {
  const found = await entra.autopilotDevice(context.idOf(device))
  return found === null ? undefined : (found.assignedTo?.userPrincipalName ?? null)
}

export const isTheirs = (name: string | null | undefined, { as }: Assignment): boolean =>
  name?.toLowerCase() === as.userPrincipalName.toLowerCase()
