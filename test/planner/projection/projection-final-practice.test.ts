import { expect, onTestFinished, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { refTo } from '../../../src/model/object-ref.ts'
import { isMethodType } from '../../../src/model/sign-in.ts'
import { openProjection } from '../../../src/planner/projection/projection.ts'
import type { Readers } from '../../../src/ports/systems.ts'
import { only } from '../../contract/only.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { applyContext } from '../../support/memory-directory.ts'
import { openPractice } from '../../support/practice-systems.ts'

const PEOPLE = ['miriam.graham@contoso.com', 'debra.berger@contoso.com', 'johanna.lorenz@contoso.com'] as const

test('what cannot be taken back comes true as projected too, and says that it cannot', async () => {
  const { readers: all, writers, close } = await openPractice(40)
  onTestFinished(close)
  const entra = only(all.entra)
  const readers: Readers = { entra, clock: all.clock }
  const changes: Change[] = []
  for (const upn of PEOPLE) {
    const user = only((await entra.usersBy('userPrincipalName', upn))[0])
    const account = refTo(user, upn)
    const { validFrom: before } = await entra.sessionsOf(user.id)
    changes.push({ kind: 'entra.sessions.revoke', user: account, before })
    const methods = (await entra.methodsOf(user.id)).filter(({ type }) => isMethodType(type))
    if (methods.length > 0) changes.push({ kind: 'entra.method.remove', user: account, methods })
    for (const device of await entra.managedDevicesOf(user.id)) {
      const shared = { device: refTo(device, device.name), user: account, earlier: null }
      changes.push(
        device.ownership === 'company'
          ? { kind: 'intune.device.wipe', ...shared, keepData: false }
          : { kind: 'intune.device.retire', ...shared },
      )
    }
    const found = await entra.managedAppsOf(user.id)
    for (const { app, deviceName, deviceTag } of found.readable ? found.apps : []) {
      const device = { deviceName: deviceName ?? '', deviceTag: deviceTag ?? '' }
      const wiped = changes.some((change) => change.kind === 'intune.app.wipe' && change.device.deviceTag === deviceTag)
      if (!wiped) changes.push({ kind: 'intune.app.wipe', user: account, device, apps: [app] })
    }
    for (const device of await entra.devicesOf(user.id))
      changes.push({ kind: 'entra.device.delete', device: refTo(device, device.displayName), user: account })
  }
  const projection = openProjection(readers)
  for (const [at, change] of changes.entries()) await projection.make(change, `c${at}`)
  const projected = await digestOf(projection.readers, { upns: PEOPLE })

  for (const change of changes) {
    const before = await kindOf(change).holds(change, readers, applyContext())
    const made = await kindOf(change).apply(change, writers, applyContext())
    const inverse = kindOf(change).inverse(change, made)
    expect([change.kind, before, 'irreversible' in inverse]).toEqual([change.kind, null, true])
  }

  const found = await digestOf(readers, { upns: PEOPLE })
  expect(JSON.parse(found)).toEqual(JSON.parse(projected))
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(
    new Set([
      'entra.sessions.revoke',
      'entra.method.remove',
      'intune.device.wipe',
      'intune.device.retire',
      'intune.app.wipe',
      'entra.device.delete',
    ]),
  )
})
