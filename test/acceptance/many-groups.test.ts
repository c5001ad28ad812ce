import { expect, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

const LEAVER = '00151'

const playbook = `name: out
steps:
  - id: ad
    ad.groups: { only: [] }
  - id: cloud
    entra.groups: { only: [] }
`

const openLeaver = (world: World): readonly string[] => {
  world.file('out.yaml', playbook)
  world.file('leaver.yaml', `employeeId: "${LEAVER}"\ngivenName: Somebody\n`)
  return ['./out.yaml', 'leaver.yaml', '--yes', '--json']
}

const userIdOf = ({ practice }: World, employeeId = LEAVER): string =>
  practice.company.entra.find('employeeId', employeeId)[0]?.id ?? ''

/** Puts somebody into new groups of both directories. */
const joinMany = async (world: World, count: number): Promise<void> => {
  const { entra } = world.practice.company
  const user = userIdOf(world)
  for (let at = 0; at < count; at += 1) {
    const id = entra.newId()
    const displayName = `Channel ${at}`
    const properties = {
      displayName,
      mailNickname: `channel${at}`,
      groupTypes: [],
      mailEnabled: false,
      securityEnabled: true,
    }
    entra.put({ type: 'group', id, deletedDateTime: null, properties, licences: [] })
    entra.link('members', id, user)
  }
  const account = await world.account(`(employeeID=${LEAVER})`)
  const ldap = await world.ldap()
  for (let at = 0; at < count; at += 1) {
    const dn = `CN=Share ${at},OU=Groups,${world.practice.info.base}`
    await ldap.add(dn, { objectClass: 'group', sAMAccountName: `Share ${at}`, member: String(account?.dn) })
  }
  world.practice.syncNow()
}

const directMemberships = async (world: World): Promise<{ readonly ad: number; readonly cloud: readonly string[] }> => {
  const account = await world.account(`(employeeID=${LEAVER})`)
  world.practice.syncNow()
  const { value } = await world.graph<{ value: { displayName: string }[] }>(
    `/users/${userIdOf(world)}/memberOf?$top=999`,
  )
  return { ad: [account?.memberOf ?? []].flat().length, cloud: value.map(({ displayName }) => displayName).sort() }
}

test('a leaver in 600 groups of each directory is out of all of them', async () => {
  const world = await practiceWorld({ people: 60 })
  const argv = openLeaver(world)
  await joinMany(world, 600)

  const left = documentOf<RunReport>(await world.joinery(argv))
  const after = await directMemberships(world)

  expect(left.status).toBe('done')
  expect(left.counts.made).toBeGreaterThanOrEqual(1200)
  expect(after).toEqual({ ad: 0, cloud: ['All Company'] })
}, 180_000)

test('a leaver in a group with 4,500 members leaves it alone of them, and undo brings the company back', async () => {
  const world = await practiceWorld({ people: 4_500 })
  const argv = openLeaver(world)
  const { ad, entra } = world.practice.company
  const staff = [...ad.all()].find(({ rdn }) => rdn.value === 'All Staff')
  const channel = entra.groups().find(({ properties }) => properties.displayName === 'VPN Cloud')
  for (const user of entra.users().slice(0, 4_500)) entra.link('members', channel?.id ?? '', user.id)
  entra.link('members', channel?.id ?? '', userIdOf(world))
  const members = () => [ad.linksAround(staff?.id ?? '').length, entra.members.of(channel?.id ?? '').size]
  const [inAd = 0, inCloud = 0] = members()
  const before = world.digest()

  const left = documentOf<RunReport>(await world.joinery(argv))

  expect([left.status, left.faults]).toEqual(['done', []])
  expect(Math.min(inAd, inCloud)).toBeGreaterThan(4_400)
  expect(members()).toEqual([inAd - 1, inCloud - 1])
  expect((await directMemberships(world)).ad).toBe(0)
  const undone = documentOf<RunReport>(await world.joinery(['undo', left.id, '--yes', '--json']))
  expect([undone.status, world.digest()]).toEqual(['done', before])
}, 180_000)
