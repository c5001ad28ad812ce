import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openAd } from '../../../src/ad/open-ad.ts'
import { Secret } from '../../../src/model/secret.ts'
import { noHandOver } from '../../support/no-hand-over.ts'
import { checkProjectionLaw } from '../../support/projection-property.ts'
import { type Arena, picks } from '../../support/random-changes.ts'
import { isSambaRequired, newOu, sambaMissing, sharedSamba } from '../../support/shared-samba.ts'
import { systemClock } from '../../support/system-clock.ts'

const missing = sambaMissing()

const openSamba = async () => {
  const samba = await sharedSamba()
  const settings = {
    servers: [samba.url],
    user: samba.service.user,
    password: new Secret(samba.service.password),
    ca: readFileSync(samba.caFile, 'utf8'),
  }
  return { samba, ad: await openAd(settings, { clock: systemClock }) }
}

if (missing) {
  test(`the projection is not held to a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
} else {
  test('on a domain controller, the projection comes true, each change holds once made, and undo leaves no trace', async () => {
    const { samba, ad } = await openSamba()
    const live = {
      readers: { ad: ad.reader, clock: systemClock },
      writers: { ad: ad.writer, handOver: noHandOver },
    }
    const { dnsName } = await ad.reader.domain()
    let round = 0

    const law = fc.asyncProperty(picks(12), picks(20), async (before, planned) => {
      round += 1
      const base = await newOu(samba)
      const ous = [`OU=Sales,${base}`, `OU=Groups,${base}`]
      for (const dn of ous) await ad.writer.add({ dn, attributes: { objectClass: ['organizationalUnit'] } })
      const arena: Arena = { base, ous, upnSuffix: dnsName, name: `r${round}` }
      await checkProjectionLaw(live, arena, { before, planned })
    })

    await fc.assert(law, { seed: 20261202, numRuns: 8, endOnFailure: true }).finally(() => ad.close())
  }, 120_000)
}
