import { expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const WRITE = ['OnPremDirectorySynchronization.ReadWrite.All']

test('the guard of Entra Connect against deletions by accident is read and set over Graph', async () => {
  const { ask, list, server } = await graphTenant()
  const authorization = `Bearer ${server.tokenFor({ roles: WRITE })}`
  const [before] = await list('/directory/onPremisesSynchronization', { authorization })
  const path = `/directory/onPremisesSynchronization/${before?.id}`
  const guard = { synchronizationPreventionType: 'enabledForPercentage', alertThreshold: 10 }

  const set = await ask('PATCH', path, { configuration: { accidentalDeletionPrevention: guard } }, { authorization })
  const after = await ask('GET', path, undefined, { authorization })
  const wrong = { configuration: { accidentalDeletionPrevention: { alertThreshold: 'few' } } }
  const refused = [
    await ask('PATCH', path, wrong, { authorization }),
    await ask('PATCH', path.replace(/.$/, 'x'), wrong, { authorization }),
    await ask('GET', path),
  ]

  expect(before).toMatchObject({
    configuration: {
      accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 },
    },
  })
  expect(set.status).toBe(204)
  expect(after.body).toMatchObject({ configuration: { accidentalDeletionPrevention: guard } })
  expect(refused.map(({ status }) => status)).toEqual([400, 404, 403])
})
