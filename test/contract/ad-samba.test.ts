import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openAd } from '../../src/ad/open-ad.ts'
import { Secret } from '../../src/model/secret.ts'
import { isSambaRequired, newOu, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { systemClock } from '../support/system-clock.ts'
import { adContract } from './ad-contract.ts'

const missing = sambaMissing()

if (missing) {
  test(`the contract is not proven on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
} else {
  adContract('a Samba domain controller', async () => {
    const samba = await sharedSamba()
    const settings = {
      servers: [samba.url],
      user: samba.service.user,
      password: new Secret(samba.service.password),
      ca: readFileSync(samba.caFile, 'utf8'),
    }
    const ad = await openAd(settings, { clock: systemClock })
    return { reader: ad.reader, writer: ad.writer, ou: await newOu(samba), cleanup: () => ad.close() }
  })
}
