import type { Change } from '../../../src/changes/change.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { ClockedPractice } from '../../support/clocked-practice.ts'
import { planOf } from './plans.ts'

const MIRIAM = 'miriam.graham@contoso.com'

/** Devices, a OneDrive and a guest, as one person's plan: Miriam's laptop is disabled and wiped, her phone retired, her files go to Nestor. */
export const leaverOfDevices = async ({ reader, userId }: ClockedPractice): Promise<Plan> => {
  const user = { id: await userId(MIRIAM), name: MIRIAM }
  const nestor = { id: await userId('nestor.wilke@contoso.com'), name: 'nestor.wilke@contoso.com' }
  const drive = { id: (await reader.driveOf(user.id))?.id ?? '', name: `OneDrive of ${MIRIAM}` }
  const [laptop] = (await reader.devicesOf(user.id)).filter(({ displayName }) => displayName === 'CONTOSO-LT-101')
  const managed = await reader.managedDevicesOf(user.id)
  const idOf = (name: string): string => managed.find((device) => device.name === name)?.id ?? ''
  const end = (name: string) => ({ device: { id: idOf(name), name }, user, earlier: null })
  const changes: readonly Change[] = [
    { kind: 'entra.device.modify', device: { id: laptop?.id ?? '', name: 'CONTOSO-LT-101' }, user, enable: false },
    { kind: 'intune.device.wipe', ...end('CONTOSO-LT-101'), keepData: false },
    { kind: 'intune.device.retire', ...end("Miriam's iPhone") },
    { kind: 'drive.permission.add', drive, owner: user, user: nestor, role: 'write', until: null },
    {
      kind: 'entra.guest.invite',
      mail: 'miriam@fabrikam.com',
      displayName: 'Miriam Graham',
      redirectUrl: 'https://myapplications.microsoft.com',
      sendMail: true,
    },
    {
      kind: 'entra.user.modify',
      target: { madeBy: 'c4', name: 'miriam@fabrikam.com' },
      changes: { employeeId: { before: null, after: 'G-101' } },
    },
  ]
  return planOf([{ key: '00101', changes: changes.map((change, at) => ({ id: `c${at}`, change })) }])
}
