import { projectEntra } from '../../src/planner/projection/projected-entra.ts'
import { openPractice } from '../support/practice-systems.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type DevicesUnderTest, devicesContract } from './devices-contract.ts'
import { only } from './only.ts'

/** The projection over the practice company, which is never written to. */
const open = async (): Promise<DevicesUnderTest> => {
  const { readers, close } = await openPractice()
  const reader = projectEntra(only(readers.entra))
  const writer = reader.writer(seededRandom('projection').uuid, { asSync: false })
  const userId = async (upn: string) => only((await reader.usersBy('userPrincipalName', upn))[0]).id
  return { reader, writer, userId, close }
}

devicesContract('the projection over the practice tenant', open)
