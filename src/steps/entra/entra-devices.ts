import { z } from 'zod'
import type { EntraDevice } from '../../model/devices.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

const input = z
  .strictObject({
    disable: z.literal(true).optional().describe('Nobody signs in from the devices; they can be enabled again.'),
    delete: z.literal(true).optional().describe('The devices leave Entra for good, with the recovery keys kept there.'),
  })
  .refine((wishes) => (wishes.disable === undefined) !== (wishes.delete === undefined), {
    message: 'give either disable: true or delete: true',
  })
type Input = z.output<typeof input>

/** The person's devices are disabled in Entra, or deleted there. */
export const entraDevices = defineStep<Input>({
  verb: 'entra.devices',
  summary: "The person's devices are disabled in Entra, or deleted there.",
  about:
    'Looks at the devices that the person owns or is registered with. One that is registered to somebody else as well is left alone, and so is one that comes from Active Directory, where its computer ' +
    'account has to be disabled; the plan lists both. Disabling stops sign-ins from the device at once. Deleting cannot be taken back. What is on a device stays there: see intune.devices.',
  systems: ['entra'],
  kinds: ['entra.device.modify', 'entra.device.delete'],
  reads: ['User.Read.All', 'Device.Read.All'],
  input,
  outputs: { changed: 'list<string>', kept: 'list<string>' },
  examples: [
    {
      title: 'Nobody signs in from them any more',
      yaml: '- entra.devices: { disable: true }',
      plans: ['disable device CONTOSO-LT-7 of adele.vance@contoso.com'],
    },
    {
      title: 'Once they are given back',
      yaml: '- entra.devices: { delete: true }',
      plans: ['delete device CONTOSO-LT-7 of adele.vance@contoso.com'],
    },
  ],

  async plan(context, wishes) {
    const user = await requireUser(context)
    const devices = [...(await required(context.read.entra).devicesOf(user.id))].sort(byName)
    const changes: Wanted[] = []
    const notes: string[] = []
    let holds = 0
    for (const device of devices) {
      const why = await whyLeftAlone(context, user, device)
      if (why !== null) notes.push(`device ${device.displayName} is left alone: ${why}`)
      else if (wishes.disable && !device.isEnabled) holds += 1
      else changes.push(changeOf(user, device, wishes))
    }
    const changed = changes.flatMap(({ about }) => devices.filter(({ id }) => id === about))
    const kept = devices.filter((device) => !changed.includes(device))
    const outputs = { changed: changed.map(nameOf), kept: kept.map(nameOf) }
    return { changes, holds, outputs, notes }
  },
})

const nameOf = ({ displayName }: EntraDevice): string => displayName

/** Graph gives no order to devices, and names of devices are not unique. */
const byName = (a: EntraDevice, b: EntraDevice): number => {
  const [left, right] = [a, b].map(({ displayName, id }) => `${displayName}\0${id}`) as [string, string]
  return left < right ? -1 : Number(left > right)
}

const changeOf = (user: EntraUser, { id, displayName }: EntraDevice, wishes: Input): Wanted => {
  const shared = { device: { id, name: displayName }, user: refTo(user, user.userPrincipalName) }
  if (wishes.delete) return { change: { kind: 'entra.device.delete', ...shared }, about: id }
  return { change: { kind: 'entra.device.modify', ...shared, enable: false }, about: id }
}

const whyLeftAlone = async (context: StepContext, user: EntraUser, device: EntraDevice): Promise<string | null> => {
  if (device.onPremisesSyncEnabled)
    return 'it comes from Active Directory; disable its computer account there, for synchronisation would undo it here'
  const others = (await required(context.read.entra).deviceHolders(device.id)).filter(({ id }) => id !== user.id)
  return others.length > 0 ? `it is registered to ${others.map(({ name }) => name).join(' and ')} as well` : null
}
