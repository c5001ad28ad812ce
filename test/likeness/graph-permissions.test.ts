import { describe, expect, test } from 'vitest'
import { GraphFault } from '../../src/practice/graph/graph-fault.ts'
import { guardRoute } from '../../src/practice/graph/permissions.ts'
import type { Route } from '../../src/practice/graph/route.ts'
import { routes } from '../../src/practice/graph/routes.ts'
import { graphTenant } from '../practice/graph/graph-tenant.ts'
import { type DocumentedPermission, documentedPermissions } from './graph-corpus.ts'

const documented = documentedPermissions().filter(({ applicationAll = [] }) => applicationAll.length > 0)
const every = [...new Set(documented.flatMap(({ applicationAll = [] }) => applicationAll))]

const plain = (operation: string): string => operation.replaceAll(/\{\w+\}/g, '{}').toLowerCase()
const operationOf = ({ method, path }: Route): string => plain(`${method} ${path}`)

/** Operations whose permission follows from the request: a role asked for, an object whose type is only known when it is found. */
const decidesLater =
  /\/roleManagement\/directory\/role\w+Schedule|^DELETE \/(directoryObjects|\w+\/\{id\}\/(members|owners|sponsors))\/\{\w+\}$/

const isServed = (route: Route, role: string): boolean => {
  try {
    guardRoute({ appId: 'an application', roles: new Set([role]) }, route)
    return true
  } catch (error) {
    if (error instanceof GraphFault) return false
    throw error
  }
}

/** Permissions with which the practice tenant serves less than the table has, and why. */
const less: { readonly [operation: string]: string } = {
  'POST /servicePrincipals/{id}/appRoleAssignedTo': 'It takes two permissions together, and the table splits them.',
  'DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}':
    'It takes two permissions together, and the table splits them.',
  'POST /directory/deletedItems/{id}/restore': 'There are no agents.',
  'POST /deviceManagement/managedDevices/{id}/wipe':
    'Applications were refused with less: https://github.com/microsoftgraph/microsoft-graph-docs/issues/17172',
}

/** How often it serves with a permission that the table does not have and the page of the operation does: that may only become less. */
const MOST_MORE = 20

describe.runIf(documented.length > 0)('permissions of applications', () => {
  const compared = documented.flatMap((row): readonly (readonly [DocumentedPermission, Route])[] => {
    const route = routes.find((one) => operationOf(one) === plain(row.operation))
    return route && !decidesLater.test(`${route.method} ${route.path}`) ? [[row, route]] : []
  })

  test('every one that is documented for an operation is enough for it', () => {
    const refused = compared
      .filter(([{ operation }]) => !Object.hasOwn(less, operation))
      .flatMap(([{ operation, applicationAll = [] }, route]) =>
        applicationAll.filter((role) => !isServed(route, role)).map((role) => `${operation} with ${role}`),
      )

    expect(refused).toEqual([])
  })

  test('hardly any other is', () => {
    const served = compared.flatMap(([{ operation, applicationAll = [] }, route]) =>
      every
        .filter((role) => !applicationAll.includes(role) && isServed(route, role))
        .map((role) => `${operation} with ${role}`),
    )
    const pairs = compared.length * every.length
    process.stdout.write(
      `Permissions of applications: ${pairs - served.length} of ${pairs} pairs of operation and permission as documented, in ${compared.length} operations.\n`,
    )

    expect(served.length, served.join('\n')).toBeLessThanOrEqual(MOST_MORE)
  })
})

test('a token without a permission for it is refused everything, as documented', { timeout: 180_000 }, async () => {
  const { ask, server, userNamed } = await graphTenant()
  const id = userNamed('miriam.graham@contoso.com')
  const headers = {
    authorization: `Bearer ${server.tokenFor({ roles: ['Printer.Read.All'] })}`,
    'accept-language': 'en-US',
  }
  const guarded = routes.filter(({ method, path }) => !decidesLater.test(`${method} ${path}`))

  const answers: string[] = []
  for (const { method, path } of guarded) {
    const reply = await ask(method, path.replaceAll(/\{\w+\}/g, id), undefined, headers)
    answers.push(`${method} ${path}: ${reply.status} ${reply.refusal}`)
  }

  const denied = '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.'
  expect(answers.filter((answer) => !answer.endsWith(denied))).toEqual([])
  expect(guarded.length).toBeGreaterThan(150)
})
