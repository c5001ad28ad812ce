import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DevicesUnderTest } from './devices-contract.ts'

/** The meaning of the port to Teams Phone, on the people of the practice company. */
export const teamsPhoneContract = (name: string, open: () => Promise<DevicesUnderTest>): void => {
  describe(`telephone numbers as ${name}`, () => {
    let tenant: DevicesUnderTest
    let john = ''
    let miriam = ''

    beforeAll(async () => {
      tenant = await open()
      john = await tenant.userId('john.smith@contoso.com')
      miriam = await tenant.userId('miriam.graham@contoso.com')
    })
    afterAll(() => tenant.close())

    const numbersOf = async (userId: string) => {
      const found = await tenant.reader.teamsNumbersOf(userId)
      if (!found.readable) throw new Error(found.because)
      return found.numbers
    }

    test('are told of whoever has one, and of nobody else', async () => {
      const numbers = await numbersOf(john)

      expect(numbers).toMatchObject([
        { telephoneNumber: '+12065550111', numberType: 'callingPlan', category: 'primary', isOnPremises: false },
      ])
      expect(numbers[0]?.locationId).toMatch(/^[0-9a-f-]{36}$/)
      expect(await numbersOf(miriam)).toEqual([])
    })

    test('are taken, given to somebody else, and given back as they were', async () => {
      const before = await numbersOf(john)
      const [number] = before
      if (!number) throw new Error('John Smith has no number')

      await tenant.writer.unassignTeamsNumber(john, number)
      const free = [await numbersOf(john), await numbersOf(miriam)]
      await tenant.writer.assignTeamsNumber(miriam, number)
      const given = [await numbersOf(john), await numbersOf(miriam)]
      await tenant.writer.unassignTeamsNumber(miriam, number)
      await tenant.writer.assignTeamsNumber(john, number)

      expect(free).toEqual([[], []])
      expect(given).toEqual([[], [number]])
      expect([await numbersOf(john), await numbersOf(miriam)]).toEqual([before, []])
    })
  })
}
