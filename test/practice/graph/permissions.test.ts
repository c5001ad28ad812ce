import { describe, expect, test } from 'vitest'
import { graphTenant, newGroup, newUser, referenceTo } from './graph-tenant.ts'

const DENIED = 'Authorization_RequestDenied: Insufficient privileges to complete the operation.'
const USER = '/users/miriam.graham@contoso.com'

describe('a token with one application role', () => {
  test.each([
    ['GET', '/users', 'User.ReadBasic.All', 'Group.Read.All'],
    ['GET', `${USER}/manager`, 'User.Read.All', 'User.ReadBasic.All'],
    ['GET', `${USER}/memberOf`, 'Directory.Read.All', 'User.ReadBasic.All'],
    ['GET', `${USER}/licenseDetails`, 'LicenseAssignment.Read.All', 'Group.Read.All'],
    ['GET', `${USER}/authentication/temporaryAccessPassMethods`, 'UserAuthMethod-TAP.Read.All', 'User.ReadWrite.All'],
    ['GET', '/subscribedSkus', 'LicenseAssignment.Read.All', 'User.Read.All'],
    ['GET', '/groups', 'Group.ReadBasic.All', 'User.Read.All'],
    ['GET', '/organization', 'Organization.Read.All', 'Group.Read.All'],
    ['GET', '/domains', 'Domain.Read.All', 'User.ReadWrite.All'],
    ['GET', '/directoryRoles', 'RoleManagement.Read.Directory', 'User.ReadWrite.All'],
    ['GET', '/roleManagement/directory/roleDefinitions', 'RoleManagement.Read.All', 'User.Read.All'],
    ['GET', '/roleManagement/directory/roleAssignments', 'RoleManagement.Read.Directory', 'User.Read.All'],
    ['GET', `${USER}/appRoleAssignments`, 'Directory.Read.All', 'Application.ReadWrite.All'],
    ['GET', `${USER}/oauth2PermissionGrants`, 'DelegatedPermissionGrant.ReadWrite.All', 'User.Read.All'],
    ['GET', '/oauth2PermissionGrants', 'Directory.Read.All', 'User.Read.All'],
    ['POST', `${USER}/revokeSignInSessions`, 'User.RevokeSessions.All', 'User.Read.All'],
    ['DELETE', '/users/debra.berger@contoso.com', 'User.DeleteRestore.All', 'Directory.ReadWrite.All'],
  ])('%s %s is served with %s and denied with %s', async (method, path, enough, other) => {
    const { ask, server } = await graphTenant()
    const as = (role: string) =>
      ask(method, path, undefined, { authorization: `Bearer ${server.tokenFor({ roles: [role] })}` })

    const denied = await as(other)
    const served = await as(enough)

    expect([denied.status, denied.refusal]).toEqual([403, DENIED])
    expect(served.status).toBeLessThan(300)
  })

  test.each([
    ['accountEnabled', { accountEnabled: false }, 'User.EnableDisableAccount.All'],
    ['passwordProfile', { passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' } }, 'User-PasswordProfile.ReadWrite.All'],
    ['mobilePhone', { mobilePhone: '+1 555' }, 'User-Phone.ReadWrite.All'],
    ['otherMails', { otherMails: ['adele@fabrikam.com'] }, 'User-Mail.ReadWrite.All'],
  ])('may change %s with the narrow role, and nothing else with it', async (_property, change, role) => {
    const { ask, server, addUser } = await graphTenant()
    const path = `/users/${await addUser('adele.vance')}`
    const narrow = { authorization: `Bearer ${server.tokenFor({ roles: [role] })}` }

    expect((await ask('PATCH', path, change, narrow)).status).toBe(204)
    expect((await ask('PATCH', path, { ...change, jobTitle: 'Manager' }, narrow)).refusal).toBe(DENIED)
  })

  test('may change members with GroupMember.ReadWrite.All, but not the group itself', async () => {
    const { ask, server, addGroup, addUser } = await graphTenant()
    const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
    const narrow = { authorization: `Bearer ${server.tokenFor({ roles: ['GroupMember.ReadWrite.All'] })}` }

    const added = await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user), narrow)
    const renamed = await ask('PATCH', `/groups/${group}`, { displayName: 'Project Z' }, narrow)

    expect([added.status, renamed.status]).toEqual([204, 403])
  })

  test('may change a role-assignable group with RoleManagement.ReadWrite.Directory besides', async () => {
    const { ask, server, groupNamed, addUser } = await graphTenant()
    const path = `/groups/${groupNamed('Helpdesk Admins')}/members/$ref`
    const user = referenceTo(await addUser('adele.vance'))
    const both = {
      authorization: `Bearer ${server.tokenFor({ roles: ['GroupMember.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'] })}`,
    }

    expect((await ask('POST', path, user)).refusal).toBe(DENIED)
    expect((await ask('POST', path, user, both)).status).toBe(204)
  })
})

test('a tenant that is started with fewer roles denies before it looks at anything', async () => {
  const { ask } = await graphTenant({ roles: ['User.Read.All'] })

  expect((await ask('POST', '/users', newUser('adele.vance'))).refusal).toBe(DENIED)
  expect((await ask('POST', '/groups', newGroup('Project Y'))).refusal).toBe(DENIED)
  expect((await ask('PATCH', '/users/nobody@contoso.com', {})).refusal).toBe(DENIED)
})
