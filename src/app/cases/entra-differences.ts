import type { LookupDeps } from '../../lookup/lookup-deps.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { ExpectedSet, PersonEnd } from '../../model/playbook-case.ts'
import type { EntraReader } from '../../ports/entra.ts'
import { setDifference, valueDifference } from './differences.ts'

type Expected = Exclude<PersonEnd['entra'], undefined | null>
type Differences = Promise<readonly (string | null)[]>

/** What in Entra is not as the case says. */
export const entraDifferences = async (
  { read: { entra } }: LookupDeps,
  key: string,
  expected: Expected | null,
  user: EntraUser | null,
): Differences => {
  const where = `${key} in Entra`
  if (expected === null || !user || !entra)
    return [valueDifference(where, expected && 'an account', user?.userPrincipalName)]
  const { enabled, properties = {} } = expected
  return [
    enabled === undefined
      ? null
      : valueDifference(`${where}, enabled`, enabled, user.properties['accountEnabled'] === true),
    ...Object.entries(properties).map(([name, value]) =>
      valueDifference(`${where}, ${name}`, value, user.properties[name]),
    ),
    expected.manager === undefined
      ? null
      : valueDifference(`${where}, manager`, expected.manager, (await entra.manager(user.id))?.name),
    ...(await Promise.all(
      sets.map(([name, read]) => differenceIn(where, name, expected[name], () => read(entra, user.id))),
    )),
  ]
}

const differenceIn = async (
  where: string,
  name: string,
  expected: ExpectedSet | undefined,
  found: () => Promise<readonly string[]>,
): Promise<string | null> =>
  expected === undefined ? null : setDifference(`${where}, ${name}`, expected, [...new Set(await found())])

type SetName = 'groups' | 'licences' | 'roles' | 'owns' | 'methods' | 'apps' | 'devices'

const namesOf = (objects: readonly { readonly displayName: string }[]): readonly string[] =>
  objects.map(({ displayName }) => displayName)

const licencesOf = async (entra: EntraReader, id: string): Promise<readonly string[]> => {
  const [held, skus] = await Promise.all([entra.licencesOf(id), entra.skus()])
  return held.map(({ skuId }) => skus.find((sku) => sku.skuId === skuId)?.skuPartNumber ?? skuId)
}

const rolesOf = async (entra: EntraReader, id: string): Promise<readonly string[]> => {
  const [held, eligible] = await Promise.all([entra.heldRoles(id), entra.eligibleRoles(id)])
  return [...held, ...(eligible.readable ? eligible.roles : [])].map(({ roleName }) => roleName)
}

/** How each of the sets is read. */
const sets: readonly (readonly [SetName, (entra: EntraReader, id: string) => Promise<readonly string[]>])[] = [
  ['groups', async (entra, id) => namesOf(await entra.groupsOf(id))],
  ['licences', licencesOf],
  ['roles', rolesOf],
  ['owns', async (entra, id) => namesOf(await entra.ownedBy(id))],
  ['methods', async (entra, id) => (await entra.methodsOf(id)).map(({ type }) => type)],
  ['apps', async (entra, id) => (await entra.appRolesOf(id)).map(({ applicationName }) => applicationName)],
  ['devices', async (entra, id) => namesOf((await entra.devicesOf(id)).filter(({ isEnabled }) => isEnabled))],
]
