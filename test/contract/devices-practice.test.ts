import { openPractice } from '../support/practice-systems.ts'
import { type DevicesUnderTest, devicesContract } from './devices-contract.ts'
import { only } from './only.ts'

/** The practice company, served over a socket and reached through the real client. */
const open = async (): Promise<DevicesUnderTest> => {
  const { readers, writers, close } = await openPractice()
  const [reader, writer] = [only(readers.entra), only(writers.entra)]
  const userId = async (upn: string) => only((await reader.usersBy('userPrincipalName', upn))[0]).id
  return { reader, writer, userId, close }
}

devicesContract('the practice tenant through the Graph client', open)
