import { openPractice } from '../support/practice-systems.ts'
import { only } from './only.ts'
import { teamsPhoneContract } from './teams-phone-contract.ts'

teamsPhoneContract('the practice tenant through the Graph client', async () => {
  const { readers, writers, close } = await openPractice(30)
  const [reader, writer] = [only(readers.entra), only(writers.entra)]
  const userId = async (upn: string) => only((await reader.usersBy('userPrincipalName', upn))[0]).id
  return { reader, writer, userId, close }
})
