import { projectEntra } from '../../src/planner/projection/projected-entra.ts'
import { openPractice } from '../support/practice-systems.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { only } from './only.ts'
import { teamsPhoneContract } from './teams-phone-contract.ts'

teamsPhoneContract('the projection over the practice tenant', async () => {
  const { readers, close } = await openPractice(30)
  const reader = projectEntra(only(readers.entra))
  const writer = reader.writer(seededRandom('projection').uuid, { asSync: false })
  const userId = async (upn: string) => only((await reader.usersBy('userPrincipalName', upn))[0]).id
  return { reader, writer, userId, close }
})
