import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPractice, type PracticeSystems } from '../support/practice-systems.ts'

let systems: PracticeSystems
beforeAll(async () => {
  systems = await openPractice(20)
})
afterAll(() => systems.close())

const userWith = async (upn: string) => {
  const [user] = (await systems.readers.entra?.usersBy('userPrincipalName', upn)) ?? []
  return user?.id ?? ''
}

test('admin roles of a user are read with their template, and who else holds them', async () => {
  const { entra } = systems.readers
  const admin = await userWith('admin@contoso.onmicrosoft.com')
  const emergency = await userWith('emergency@contoso.onmicrosoft.com')

  const roles = (await entra?.rolesOf(admin)) ?? []
  const holders = await entra?.roleMembers(roles[0]?.id ?? '')

  expect(roles).toMatchObject([
    { displayName: 'Global Administrator', roleTemplateId: '62e90394-69f5-4237-9190-012177145e10' },
  ])
  expect(holders).toEqual([admin, emergency].sort().map((id) => ({ id, enabled: true })))
})

test('somebody without a role has none, groups notwithstanding', async () => {
  const { entra } = systems.readers
  const [user] = (await entra?.usersBy('employeeId', '00101')) ?? []

  expect(await entra?.groupsOf(user?.id ?? '')).not.toEqual([])
  expect(await entra?.rolesOf(user?.id ?? '')).toEqual([])
})

test('every employee number of the tenant is read, page by page', async () => {
  const numbers = (await systems.readers.entra?.employeeIds()) ?? []

  expect(numbers).toContain('00101')
  expect(new Set(numbers).size).toBe(20)
})
