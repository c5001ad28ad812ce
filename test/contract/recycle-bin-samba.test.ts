import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAd } from '../../src/ad/open-ad.ts'
import { equals } from '../../src/model/ad-query.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { type Credentials, type SambaDc, startSamba } from '../support/samba.ts'
import { isSambaRequired, sambaMissing } from '../support/shared-samba.ts'
import { systemClock } from '../support/system-clock.ts'
import type { AdUnderTest } from './ad-contract.ts'
import { recycleBinContract } from './recycle-bin-contract.ts'

/** On Samba 4.17 the module tombstone_reanimate takes away the attribute isRecycled, which objects in its recycle bin do not have. */
const cannotRestore =
  'Samba fails on the missing isRecycled, while Windows restores; the practice tenant is held to Windows'

const openOn = async (samba: SambaDc, { user, password }: Credentials) => {
  const ca = readFileSync(samba.caFile, 'utf8')
  return openAd({ servers: [samba.url], user, password: new Secret(password), ca }, { clock: systemClock })
}

const missing = sambaMissing()

if (missing) {
  test(`the recycle bin is not proven on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
} else {
  const open = async (): Promise<AdUnderTest> => {
    const samba = await startSamba({ realm: 'BIN.EXAMPLE.COM', domain: 'BIN', recycleBin: true })
    const ad = await openOn(samba, samba.admin)
    const cleanup = async (): Promise<void> => {
      await ad.close()
      await samba.stop()
    }
    return { reader: ad.reader, writer: ad.writer, ou: samba.ou, cleanup }
  }
  recycleBinContract('a Samba domain controller', open, { cannotRestore })

  describe('a Samba domain controller without the recycle bin', () => {
    let samba: SambaDc
    beforeAll(async () => {
      samba = await startSamba({ realm: 'NOBIN.EXAMPLE.COM', domain: 'NOBIN' })
    }, 240_000)
    afterAll(() => samba?.stop())
    const adele = { objectClass: ['user'], employeeID: ['01024'], sAMAccountName: ['adele.vance'], title: ['Clerk'] }

    test('keeps little of a deleted account, and brings that back to its place by its id', async () => {
      const { reader, writer, close } = await openOn(samba, samba.admin)
      const dn = `CN=Adele Vance,${samba.ou}`
      const { id } = await writer.add({ dn, attributes: adele })
      await writer.delete(id)

      expect(await reader.recycleBin()).toEqual({ enabled: false, readable: true })
      const asked = ['sAMAccountName', 'employeeID', 'title']
      expect(await reader.deleted({ filter: equals('employeeID', '01024'), attributes: asked })).toEqual([])
      expect((await reader.deletedById(id, asked))?.attributes).toEqual({ sAMAccountName: ['adele.vance'] })
      await writer.restore(id, { rdn: 'CN=Adele Vance', parent: samba.ou })

      expect(await reader.byId(id, asked)).toEqual({ id, dn, attributes: { sAMAccountName: ['adele.vance'] } })
      await close()
    })

    test('hides deleted objects from whoever was not given the right to see them, which is said and not taken for absence', async () => {
      const { reader, close } = await openOn(samba, samba.service)

      expect(await reader.recycleBin()).toEqual({ enabled: false, readable: false })
      const read = reader.deleted({ filter: equals('employeeID', '01024'), attributes: [] })
      await expect(read).rejects.toSatisfy((error) => error instanceof Fault && error.code === 'ad/deleted-hidden')
      await close()
    })
  })
}
