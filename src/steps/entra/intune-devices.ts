import { z } from 'zod'
import { isEnding, lastAction } from '../../changes/intune/intune-device.ts'
import type { DeviceEnd, ManagedDevice } from '../../model/devices.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { collectFaults, findEach } from '../collect-faults.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { findManagedDevice, refuseToWipe } from './find-managed-device.ts'

const input = z
  .strictObject({
    retire: z
      .enum(['all', 'personal', 'company'])
      .optional()
      .describe("Whose devices are retired: the person's own, the company's, or all."),
    wipe: z
      .array(z.string().trim().min(1))
      .optional()
      .describe('Devices of the company that are reset, each by its name or id in Intune; an empty list wipes none.'),
    keepData: z
      .boolean()
      .optional()
      .describe('A wipe keeps the data of the user, and the device stays under management; Windows alone knows that.'),
  })
  .refine(({ retire, wipe }) => retire !== undefined || wipe !== undefined, {
    message: 'says nothing to do: give retire or wipe',
  })
  .refine(({ keepData, wipe }) => keepData === undefined || wipe !== undefined, { message: 'keepData goes with wipe' })
type Input = z.output<typeof input>

/** The person's devices leave management by Intune. */
export const intuneDevices = defineStep<Input>({
  verb: 'intune.devices',
  summary: "The person's devices are retired by Intune, or wiped where asked for by name.",
  about:
    "Retiring takes the company's data and settings off a device and ends its management; what else is on it stays. A wipe deletes everything and is planned only for a device that is named, belongs to the person, and is the " +
    "company's: one that Intune knows as personal, or of unknown ownership, is refused. Neither can be taken back. Both happen when the device reports next, so a change holds once Intune has it on its list. Right before " +
    'each of them Intune is asked again whose the device is.',
  systems: ['entra'],
  kinds: ['intune.device.retire', 'intune.device.wipe'],
  reads: ['User.Read.All', 'DeviceManagementManagedDevices.Read.All'],
  input,
  outputs: { retired: 'list<string>', wiped: 'list<string>' },
  examples: [
    {
      title: 'Company data off every device',
      yaml: '- intune.devices: { retire: all }',
      plans: [
        "retire device Adele's phone of adele.vance@contoso.com",
        'retire device CONTOSO-LT-7 of adele.vance@contoso.com',
      ],
    },
    {
      title: 'A laptop that was lost',
      yaml: '- intune.devices: { wipe: [CONTOSO-LT-7] }',
      plans: ['wipe device CONTOSO-LT-7 of adele.vance@contoso.com'],
    },
  ],

  async plan(context, { retire, wipe = [], keepData = false }) {
    const user = await requireUser(context)
    const devices = await managedDevices(context, user)
    const faults: Fault[] = []
    const notes: string[] = []
    const toWipe = (
      await findEach(faults, unique(wipe), (name) => findManagedDevice(context, { user, devices, name, notes }))
    ).filter((device) => device !== null)
    for (const device of toWipe) await collectFaults(faults, () => refuseToWipe(context, device))
    // A device that is wiped has no data left of which the company's could be taken off.
    const toRetire = devices.filter((device) => isMeant(device, retire) && !toWipe.includes(device))
    const wiping = answerFor(user, toWipe, 'wipe', keepData)
    const retiring = answerFor(user, toRetire, 'retire', false)
    return {
      changes: [...wiping.changes, ...retiring.changes],
      holds: wiping.holds + retiring.holds,
      outputs: { retired: toRetire.map(nameOf), wiped: toWipe.map(nameOf) },
      notes,
      faults,
    }
  },
})

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

const nameOf = ({ name }: ManagedDevice): string => name

const isMeant = ({ ownership }: ManagedDevice, retire: Input['retire']): boolean =>
  retire === 'all' || retire === ownership

/** With what was asked of each before, which lists leave out; in the order of their names. */
const managedDevices = async (context: StepContext, user: EntraUser): Promise<readonly ManagedDevice[]> => {
  const entra = required(context.read.entra)
  const listed = await entra.managedDevicesOf(user.id)
  const read = await Promise.all(listed.map(({ id }) => entra.managedDevice(id)))
  return read.filter((device) => device !== null).sort((a, b) => (`${a.name}\0${a.id}` < `${b.name}\0${b.id}` ? -1 : 1))
}

const answerFor = (
  user: EntraUser,
  devices: readonly ManagedDevice[],
  end: DeviceEnd,
  keepData: boolean,
): Pick<StepAnswer, 'changes' | 'holds'> => {
  const open = devices.filter((device) => !isSettled(device, end, keepData))
  return { changes: open.map((device) => changeOf(user, device, end, keepData)), holds: devices.length - open.length }
}

/**
 * Whether nothing is left to ask for: Intune is at it, at a wipe where the device was to be retired, or has wiped a device that was to stay under
 * management. Other devices that have done what they were told are not there any more.
 */
const isSettled = (device: ManagedDevice, end: DeviceEnd, keepData: boolean): boolean =>
  isEnding(device, end) ||
  (end === 'retire' && isEnding(device, 'wipe')) ||
  (keepData && lastAction(device, 'wipe')?.state === 'done')

const changeOf = (user: EntraUser, device: ManagedDevice, end: DeviceEnd, keepData: boolean): Wanted => {
  const shared = {
    device: refTo(device, device.name),
    user: refTo(user, user.userPrincipalName),
    earlier: lastAction(device, end)?.startedAt ?? null,
  }
  if (end === 'retire') return { change: { kind: 'intune.device.retire', ...shared }, about: device.id }
  return { change: { kind: 'intune.device.wipe', ...shared, keepData }, about: device.id }
}
